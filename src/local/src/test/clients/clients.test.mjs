// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for JavaScript 3 against a runtime, which AWS_ENDPOINT_URL names. Expected are the names and shapes of the
// services' API models, by which the clients read every answer.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as events from "@aws-sdk/client-eventbridge";
import * as s3 from "@aws-sdk/client-s3";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as secrets from "@aws-sdk/client-secrets-manager";
import * as sfn from "@aws-sdk/client-sfn";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import * as ssm from "@aws-sdk/client-ssm";
import * as documents from "@aws-sdk/lib-dynamodb";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:double";
const options = { maxAttempts: 1, disableHostPrefix: true };

async function pages(paginator, member) {
  const found = [];
  for await (const page of paginator) found.push((page[member] ?? []).length);
  return found;
}

async function read(answer) {
  return Buffer.from(await answer.Body.transformToByteArray());
}

test("documents of DynamoDB: pages, an index, conditions, transactions", async () => {
  const client = documents.DynamoDBDocumentClient.from(new dynamodb.DynamoDBClient(options));
  const orders = Array.from({ length: 25 }, (_, number) => ({
    PutRequest: { Item: { customer: "bob", number, status: number % 5 ? "sent" : "lost", tags: ["a", { deep: true }] } },
  }));
  const written = await client.send(new documents.BatchWriteCommand({ RequestItems: { orders } }));
  assert.deepEqual(written.UnprocessedItems, {});

  const query = {
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": "bob" },
  };
  assert.deepEqual(await pages(documents.paginateQuery({ client, pageSize: 10 }, query), "Items"), [10, 10, 5]);
  const lost = await client.send(
    new documents.QueryCommand({
      TableName: "orders",
      IndexName: "by-status",
      KeyConditionExpression: "#s = :s AND #n < :n",
      ExpressionAttributeNames: { "#s": "status", "#n": "number" },
      ExpressionAttributeValues: { ":s": "lost", ":n": 12 },
    }),
  );
  assert.deepEqual(lost.Items.map((item) => item.number), [0, 5, 10]);
  assert.deepEqual(lost.Items[0].tags, ["a", { deep: true }]);

  const absent = { TableName: "orders", ConditionExpression: "attribute_not_exists(customer)" };
  const item = { customer: "bob", number: 1 };
  await assert.rejects(
    client.send(new documents.PutCommand({ ...absent, Item: item, ReturnValuesOnConditionCheckFailure: "ALL_OLD" })),
    (error) => error instanceof dynamodb.ConditionalCheckFailedException && error.Item.status.S === "sent",
  );
  await assert.rejects(
    client.send(
      new documents.TransactWriteCommand({
        TransactItems: [
          { ConditionCheck: { ...absent, Key: item } },
          { Delete: { TableName: "orders", Key: { ...item, number: 2 } } },
        ],
      }),
    ),
    (error) =>
      error instanceof dynamodb.TransactionCanceledException &&
      error.CancellationReasons.map((reason) => reason.Code).join() === "ConditionalCheckFailed,None",
  );
  await assert.rejects(
    client.send(new documents.GetCommand({ TableName: "none", Key: item })),
    dynamodb.ResourceNotFoundException,
  );
});

test("objects of S3: parts, checksums, conditions, pages, presigned URLs", async () => {
  const client = new s3.S3Client({ ...options, forcePathStyle: true });
  const content = randomBytes(20 << 20);
  await new Upload({ client, params: { Bucket: "reports", Key: "js/large", Body: content } }).done();
  assert.ok((await read(await client.send(new s3.GetObjectCommand({ Bucket: "reports", Key: "js/large" })))).equals(content));

  for (const algorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]) {
    const key = { Bucket: "reports", Key: "js/" + algorithm };
    const put = await client.send(new s3.PutObjectCommand({ ...key, Body: "abc", ChecksumAlgorithm: algorithm }));
    const got = await client.send(new s3.GetObjectCommand({ ...key, ChecksumMode: "ENABLED" }));
    assert.equal((await read(got)).toString(), "abc");
    assert.ok(put["Checksum" + algorithm], algorithm);
    assert.equal(got["Checksum" + algorithm], put["Checksum" + algorithm]);
  }
  const listed = s3.paginateListObjectsV2({ client, pageSize: 4 }, { Bucket: "reports", Prefix: "js/" });
  assert.deepEqual(await pages(listed, "Contents"), [4, 2]);

  await assert.rejects(
    client.send(new s3.PutObjectCommand({ Bucket: "reports", Key: "js/SHA1", Body: "x", IfNoneMatch: "*" })),
    (error) => error.name === "PreconditionFailed" && error.$metadata.httpStatusCode === 412,
  );
  await assert.rejects(client.send(new s3.GetObjectCommand({ Bucket: "reports", Key: "js/none" })), s3.NoSuchKey);
  await assert.rejects(client.send(new s3.HeadObjectCommand({ Bucket: "reports", Key: "js/none" })), s3.NotFound);

  const key = { Bucket: "reports", Key: "js/signed ü" };
  // without this the URL has the checksum of an empty body in it (aws-sdk-js-v3 issue 6810)
  const unsummed = new s3.S3Client({ ...options, forcePathStyle: true, requestChecksumCalculation: "WHEN_REQUIRED" });
  const put = await fetch(await getSignedUrl(unsummed, new s3.PutObjectCommand(key)), { method: "PUT", body: "by url" });
  assert.equal(put.status, 200);
  const url = await getSignedUrl(client, new s3.GetObjectCommand(key), { expiresIn: 60 });
  assert.equal(await (await fetch(url)).text(), "by url");
  assert.equal((await fetch(url.replace(/X-Amz-Date=\d{4}/, "X-Amz-Date=2001"))).status, 403);
  await s3.waitUntilObjectExists({ client, maxWaitTime: 10 }, key);
});

test("events and schedules", async () => {
  const bus = new events.EventBridgeClient(options);
  const put = await bus.send(
    new events.PutEventsCommand({
      Entries: [{ EventBusName: "shop", Source: "till", DetailType: "sale", Detail: "{}", Time: new Date(0) }],
    }),
  );
  assert.equal(put.FailedEntryCount, 0);
  await assert.rejects(bus.send(new events.DescribeRuleCommand({ Name: "none" })), events.ResourceNotFoundException);
  const rule = { Name: "wrong", EventPattern: '{"a":1}' };
  await assert.rejects(bus.send(new events.PutRuleCommand(rule)), events.InvalidEventPatternException);

  const schedules = new scheduler.SchedulerClient(options);
  const schedule = {
    Name: "once",
    ScheduleExpression: "at(2090-01-01T00:00:00)",
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: { Arn: MACHINE, RoleArn: "arn:aws:iam::123456789012:role/r" },
    StartDate: new Date("2090-01-01T00:00:00Z"),
  };
  const made = await schedules.send(new scheduler.CreateScheduleCommand(schedule));
  assert.equal(made.ScheduleArn, "arn:aws:scheduler:us-east-1:123456789012:schedule/default/once");
  const found = await schedules.send(new scheduler.GetScheduleCommand({ Name: "once" }));
  assert.equal(found.StartDate.toISOString(), "2090-01-01T00:00:00.000Z");
  await assert.rejects(schedules.send(new scheduler.CreateScheduleCommand(schedule)), scheduler.ConflictException);
  const groups = scheduler.paginateListScheduleGroups({ client: schedules }, {});
  assert.deepEqual(await pages(groups, "ScheduleGroups"), [1]);
});

test("parameters and secrets", async () => {
  const parameters = new ssm.SSMClient(options);
  await parameters.send(new ssm.PutParameterCommand({ Name: "/js/one", Value: "1", Type: "SecureString" }));
  const secure = await parameters.send(new ssm.GetParameterCommand({ Name: "/js/one", WithDecryption: true }));
  assert.equal(secure.Parameter.Value, "1");
  assert.ok(secure.Parameter.LastModifiedDate instanceof Date);
  await assert.rejects(parameters.send(new ssm.GetParameterCommand({ Name: "/js/no" })), ssm.ParameterNotFound);

  const store = new secrets.SecretsManagerClient(options);
  await store.send(new secrets.CreateSecretCommand({ Name: "js", SecretBinary: Buffer.from([0, 255]) }));
  const secret = await store.send(new secrets.GetSecretValueCommand({ SecretId: "js" }));
  assert.deepEqual([...secret.SecretBinary], [0, 255]);
  const none = new secrets.GetSecretValueCommand({ SecretId: "none" });
  await assert.rejects(store.send(none), secrets.ResourceNotFoundException);
});

test("queues and topics", async () => {
  const queues = new sqs.SQSClient(options);
  const { QueueUrl } = await queues.send(new sqs.CreateQueueCommand({ QueueName: "js" }));
  const arn = (await queues.send(new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] })))
    .Attributes.QueueArn;
  const topics = new sns.SNSClient(options);
  const { TopicArn } = await topics.send(new sns.CreateTopicCommand({ Name: "js" }));
  const raw = { RawMessageDelivery: "true" };
  await topics.send(new sns.SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn, Attributes: raw }));
  await topics.send(new sns.PublishCommand({ TopicArn, Message: "grüß dich" }));
  const { Messages } = await queues.send(new sqs.ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
  assert.equal(Messages[0].Body, "grüß dich");
  await assert.rejects(queues.send(new sqs.GetQueueUrlCommand({ QueueName: "none" })), sqs.QueueDoesNotExist);
  const none = new sns.PublishCommand({ TopicArn: TopicArn + "x", Message: "x" });
  await assert.rejects(topics.send(none), sns.NotFoundException);
});

test("executions", async () => {
  const states = new sfn.SFNClient(options);
  const { executionArn } = await states.send(
    new sfn.StartExecutionCommand({ stateMachineArn: MACHINE, name: "js", input: '{"n":21}' }),
  );
  let found;
  do {
    found = await states.send(new sfn.DescribeExecutionCommand({ executionArn }));
  } while (found.status === "RUNNING");
  assert.equal(found.output, '{"twice":42}');
  assert.ok(found.stopDate instanceof Date);
  const none = new sfn.DescribeExecutionCommand({ executionArn: executionArn + "x" });
  await assert.rejects(states.send(none), sfn.ExecutionDoesNotExist);
});
