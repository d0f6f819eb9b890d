// SPDX-License-Identifier: Apache-2.0
/// `ApiAuthorization: JWT`: one Lambda authorizer for the REST routes and for the opening of a WebSocket.
package dev.stepgate.authorizer;
