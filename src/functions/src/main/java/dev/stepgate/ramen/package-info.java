// SPDX-License-Identifier: Apache-2.0
/// `POST /ramen/start-execution` and `/ramen/describe-execution`: a job that takes longer than a request may.
package dev.stepgate.ramen;
