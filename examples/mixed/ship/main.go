// SPDX-License-Identifier: Apache-2.0

// Ship says how an order travels.
package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-lambda-go/lambda"
)

type receipt struct {
	Item string `json:"item"`
	Text string `json:"text"`
	Days int    `json:"days"`
}

type shipment struct {
	Receipt string `json:"receipt"`
	By      string `json:"by"`
}

func ship(_ context.Context, r receipt) (shipment, error) {
	by := "ship"
	if r.Days <= 1 {
		by = "bicycle"
	}
	fmt.Println(r.Item, "goes by", by)
	return shipment{Receipt: r.Text, By: by}, nil
}

func main() {
	lambda.Start(ship)
}
