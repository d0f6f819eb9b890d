// SPDX-License-Identifier: Apache-2.0
/// S3 in this JVM: buckets and objects in memory, by the names of S3's API model
/// ([Buckets][dev.stepgate.local.s3.Buckets]), and its REST protocol around them
/// ([S3Endpoint][dev.stepgate.local.s3.S3Endpoint]).
@NullMarked
package dev.stepgate.local.s3;

import org.jspecify.annotations.NullMarked;
