// SPDX-License-Identifier: Apache-2.0
/// `POST /execute/large` and `/execute/uploads`: bodies that are too long for an execution's input are kept in
/// S3, and the input is a claim to one.
package dev.stepgate.claim;
