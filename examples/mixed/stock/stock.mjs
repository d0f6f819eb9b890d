// SPDX-License-Identifier: Apache-2.0
/** How many days an order takes. */

const stock = new Map([["pen", 10]]);

export const handler = async ({ item, quantity }) => {
  const days = (stock.get(item) ?? 0) >= quantity ? 1 : 14;
  console.log("%s is there in %d days", item, days);
  return { days };
};
