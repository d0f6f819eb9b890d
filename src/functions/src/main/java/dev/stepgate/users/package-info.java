// SPDX-License-Identifier: Apache-2.0
/// `GET /{version}/users/{id}`: an Express workflow that picks a function by the API's version.
package dev.stepgate.users;
