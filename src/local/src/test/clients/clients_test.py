# SPDX-License-Identifier: Apache-2.0
"""boto3 and the `aws` command line against a runtime: names of errors, pages, waiters, and what they compute themselves.

Expected are the names and shapes of the services' API models, by which both clients read every answer, and the
documented behaviour of boto3. AWS_ENDPOINT_URL names the runtime.
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from decimal import Decimal
from pathlib import Path

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError
from botocore.config import Config

CONFIG = Config(retries={"total_max_attempts": 1}, inject_host_prefix=False)
MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:double"
MEGABYTE = 1 << 20


def client(service):
    return boto3.client(service, config=CONFIG)


def code(error):
    return error.exception.response["Error"]["Code"]


def aws(*arguments, fails=False):
    """The output of the command line, or what it says of an error."""
    command = [str(Path(sys.executable).with_name("aws")), "--endpoint-url", os.environ["AWS_ENDPOINT_URL"], *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if fails:
        return done.stderr
    if done.returncode:
        raise AssertionError(done.stderr)
    return done.stdout


def json_of(*arguments):
    return json.loads(aws(*arguments))


class DynamoDb(unittest.TestCase):
    def setUp(self):
        self.table = boto3.resource("dynamodb", config=CONFIG).Table("orders")
        self.client = self.table.meta.client
        with self.table.batch_writer() as batch:
            for number in range(60):
                batch.put_item(
                    Item={"customer": "ada", "number": number, "status": "open" if number % 3 else "paid", "total": Decimal("9.95")}
                )

    def test_a_query_of_an_index_by_conditions_of_the_resource(self):
        found = self.table.query(
            IndexName="by-status",
            KeyConditionExpression=Key("status").eq("paid") & Key("number").between(3, 30),
            FilterExpression=Attr("total").gt(Decimal("9")) & Attr("customer").begins_with("a") & ~Attr("gone").exists(),
            ScanIndexForward=False,
        )
        self.assertEqual([int(each["number"]) for each in found["Items"]], list(range(30, 0, -3)))

    def test_the_paginator_reads_all_pages(self):
        pages = list(
            self.client.get_paginator("query").paginate(
                TableName="orders", KeyConditionExpression=Key("customer").eq("ada"), PaginationConfig={"PageSize": 25}
            )
        )
        self.assertEqual([page["Count"] for page in pages], [25, 25, 10])

    def test_a_condition_that_fails_is_an_exception_of_its_name(self):
        with self.assertRaises(self.client.exceptions.ConditionalCheckFailedException) as refused:
            self.table.put_item(Item={"customer": "ada", "number": 1}, ConditionExpression=Attr("customer").not_exists())
        self.assertEqual(refused.exception.response["Error"]["Message"], "The conditional request failed")

    def test_a_transaction_tells_the_reason_of_each_item(self):
        with self.assertRaises(self.client.exceptions.TransactionCanceledException) as refused:
            self.client.transact_write_items(
                TransactItems=[
                    {"Put": {"TableName": "orders", "Item": {"customer": "eve", "number": 1}}},
                    {
                        "ConditionCheck": {
                            "TableName": "orders",
                            "Key": {"customer": "ada", "number": 1},
                            "ConditionExpression": "attribute_not_exists(customer)",
                        }
                    },
                ]
            )
        reasons = refused.exception.response["CancellationReasons"]
        self.assertEqual([each["Code"] for each in reasons], ["None", "ConditionalCheckFailed"])
        self.assertNotIn("Item", self.table.get_item(Key={"customer": "eve", "number": 1}))

    def test_an_update_counts_and_sets_of_numbers_keep_their_type(self):
        key = {"customer": "counter", "number": 1}
        self.table.put_item(Item=key | {"seen": {1, 2}, "count": 1})
        changed = self.table.update_item(
            Key=key,
            UpdateExpression="SET #c = #c + :one ADD seen :more",
            ExpressionAttributeNames={"#c": "count"},
            ExpressionAttributeValues={":one": Decimal("0.5"), ":more": {Decimal(3)}},
            ReturnValues="UPDATED_NEW",
        )
        self.assertEqual(changed["Attributes"], {"count": Decimal("1.5"), "seen": {1, 2, 3}})

    def test_waiters_see_tables_come_and_go(self):
        created = self.client.create_table(
            TableName="short",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        self.assertEqual(created["TableDescription"]["TableStatus"], "CREATING")
        self.client.get_waiter("table_exists").wait(TableName="short", WaiterConfig={"Delay": 1, "MaxAttempts": 10})
        self.client.delete_table(TableName="short")
        self.client.get_waiter("table_not_exists").wait(TableName="short", WaiterConfig={"Delay": 1, "MaxAttempts": 10})
        with self.assertRaises(self.client.exceptions.ResourceNotFoundException):
            self.client.describe_table(TableName="short")

    def test_a_stream_tells_of_a_change(self):
        self.table.put_item(Item={"customer": "streamed", "number": 1})
        self.table.delete_item(Key={"customer": "streamed", "number": 1})
        streams = client("dynamodbstreams")
        stream = streams.list_streams(TableName="orders")["Streams"][0]["StreamArn"]
        shard = streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"][0]["ShardId"]
        at = streams.get_shard_iterator(StreamArn=stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        events, found = [], [None]
        while found:
            answer = streams.get_records(ShardIterator=at)
            found, at = answer["Records"], answer["NextShardIterator"]
            events += [each["eventName"] for each in found if each["dynamodb"]["Keys"]["customer"] == {"S": "streamed"}]
        self.assertEqual(events[:2], ["INSERT", "REMOVE"])

    def test_the_command_line_queries(self):
        found = json_of(
            "dynamodb", "query", "--table-name", "orders", "--key-condition-expression", "customer = :c",
            "--expression-attribute-values", '{":c":{"S":"ada"}}', "--max-items", "7",
        )
        self.assertEqual(len(found["Items"]), 7)
        self.assertIn("NextToken", found)
        self.assertIn(
            "An error occurred (ResourceNotFoundException) when calling the Scan operation",
            aws("dynamodb", "scan", "--table-name", "none", fails=True),
        )


class S3(unittest.TestCase):
    def setUp(self):
        self.client = client("s3")

    def test_a_file_of_20_megabytes_goes_up_and_comes_down_in_parts(self):
        content = os.urandom(20 * MEGABYTE)
        with tempfile.TemporaryDirectory() as folder:
            here, back = Path(folder, "here"), Path(folder, "back")
            here.write_bytes(content)
            self.client.upload_file(str(here), "reports", "large")
            self.client.download_file("reports", "large", str(back))
            self.assertEqual(back.read_bytes(), content)
        head = self.client.head_object(Bucket="reports", Key="large", ChecksumMode="ENABLED")
        self.assertRegex(head["ETag"], r'^"[0-9a-f]{32}-3"$')
        self.assertEqual(head["ChecksumType"], "FULL_OBJECT" if "ChecksumCRC64NVME" in head else "COMPOSITE")

    def test_a_condition_that_fails_has_status_412(self):
        self.client.put_object(Bucket="reports", Key="once", Body=b"1", IfNoneMatch="*")
        with self.assertRaises(ClientError) as refused:
            self.client.put_object(Bucket="reports", Key="once", Body=b"2", IfNoneMatch="*")
        self.assertEqual(code(refused), "PreconditionFailed")
        with self.assertRaises(ClientError) as unchanged:
            self.client.get_object(
                Bucket="reports", Key="once", IfNoneMatch=self.client.head_object(Bucket="reports", Key="once")["ETag"]
            )
        self.assertEqual(unchanged.exception.response["ResponseMetadata"]["HTTPStatusCode"], 304)

    def test_what_is_missing_has_an_exception_of_its_name(self):
        with self.assertRaises(self.client.exceptions.NoSuchKey):
            self.client.get_object(Bucket="reports", Key="none")
        with self.assertRaises(self.client.exceptions.NoSuchBucket):
            self.client.list_objects_v2(Bucket="nowhere-at-all")
        abroad = {"Bucket": "abroad", "CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}}
        self.client.create_bucket(**abroad)
        with self.assertRaises(self.client.exceptions.BucketAlreadyOwnedByYou):
            self.client.create_bucket(**abroad)

    def test_a_wrong_checksum_is_refused(self):
        with self.assertRaises(ClientError) as refused:
            self.client.put_object(Bucket="reports", Key="wrong", Body=b"abc", ChecksumSHA256="A" * 43 + "=")
        self.assertEqual(code(refused), "BadDigest")

    def test_keys_are_listed_by_pages_and_folders(self):
        for name in ("a/1", "a/2", "b/1", "c d+é"):
            self.client.put_object(Bucket="reports", Key="list/" + name, Body=name.encode())
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket="reports", Prefix="list/", Delimiter="/", PaginationConfig={"PageSize": 1}
        )
        found = [each for page in pages for each in page.get("CommonPrefixes", []) + page.get("Contents", [])]
        self.assertEqual([each.get("Prefix") or each["Key"] for each in found], ["list/a/", "list/b/", "list/c d+é"])

    def test_a_presigned_url_needs_no_client(self):
        put = self.client.generate_presigned_url("put_object", {"Bucket": "reports", "Key": "signed"}, ExpiresIn=60)
        urllib.request.urlopen(urllib.request.Request(put, b"by url", method="PUT"))
        get = self.client.generate_presigned_url("get_object", {"Bucket": "reports", "Key": "signed"}, ExpiresIn=60)
        self.assertEqual(urllib.request.urlopen(get).read(), b"by url")
        old = get.replace("X-Amz-Date=20", "X-Amz-Date=19") if "X-Amz-Date=20" in get else get.replace("Expires=", "Expires=1&was=")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(old)
        self.assertEqual(refused.exception.code, 403)

    def test_waiters_see_objects_and_many_are_deleted_at_once(self):
        self.client.put_object(Bucket="reports", Key="waited", Body=b"")
        self.client.get_waiter("object_exists").wait(Bucket="reports", Key="waited")
        gone = self.client.delete_objects(Bucket="reports", Delete={"Objects": [{"Key": "waited"}, {"Key": "never"}]})
        self.assertEqual([each["Key"] for each in gone["Deleted"]], ["waited", "never"])
        self.client.get_waiter("object_not_exists").wait(Bucket="reports", Key="waited")

    def test_the_command_line_copies_lists_and_syncs(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "big").write_bytes(os.urandom(20 * MEGABYTE))
            Path(folder, "small").write_text("x")
            aws("s3", "sync", folder, "s3://reports/cli/", "--only-show-errors")
            listed = aws("s3", "ls", "s3://reports/cli/", "--summarize")
            aws("s3", "cp", "s3://reports/cli/big", folder + "/back", "--only-show-errors")
            self.assertEqual(Path(folder, "back").read_bytes(), Path(folder, "big").read_bytes())
        self.assertIn("Total Objects: 2", listed)
        self.assertIn("(404)", aws("s3", "cp", "s3://reports/none", "-", fails=True))


class Events(unittest.TestCase):
    def setUp(self):
        self.client = client("events")

    def test_a_rule_delivers_what_matches(self):
        queues = client("sqs")
        url = queues.create_queue(QueueName="matched")["QueueUrl"]
        arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        self.client.put_rule(Name="paid", EventBusName="shop", EventPattern='{"detail":{"total":[{"numeric":[">",5]}]}}')
        self.client.put_targets(Rule="paid", EventBusName="shop", Targets=[{"Id": "q", "Arn": arn, "InputPath": "$.detail"}])
        put = self.client.put_events(
            Entries=[
                {"EventBusName": "shop", "Source": "till", "DetailType": "sale", "Detail": json.dumps({"total": total})}
                for total in (3, 7)
            ]
            + [{"EventBusName": "shop", "Source": "till", "DetailType": "sale", "Detail": "no json"}]
        )
        self.assertEqual(put["FailedEntryCount"], 1)
        self.assertEqual(put["Entries"][2]["ErrorCode"], "MalformedDetail")
        received = queues.receive_message(QueueUrl=url, WaitTimeSeconds=10, MaxNumberOfMessages=10)["Messages"]
        self.assertEqual([json.loads(each["Body"]) for each in received], [{"total": 7}])

    def test_errors_have_exceptions_of_their_names(self):
        with self.assertRaises(self.client.exceptions.ResourceNotFoundException):
            self.client.describe_rule(Name="none")
        with self.assertRaises(self.client.exceptions.InvalidEventPatternException):
            self.client.put_rule(Name="wrong", EventPattern='{"source":"till"}')
        with self.assertRaises(self.client.exceptions.ResourceAlreadyExistsException):
            self.client.create_event_bus(Name="shop")
        self.assertIn("ResourceNotFoundException", aws("events", "describe-rule", "--name", "none", fails=True))
        self.assertTrue(
            self.client.test_event_pattern(
                EventPattern='{"source":["till"]}',
                Event='{"id":"1","account":"1","source":"till","time":"2025-01-01T00:00:00Z","region":"x","resources":[],'
                '"detail-type":"sale","detail":{}}',
            )["Result"]
        )


class Schedules(unittest.TestCase):
    def test_schedules_are_made_listed_and_deleted(self):
        schedules = client("scheduler")
        for number in range(3):
            schedules.create_schedule(
                Name=f"nightly-{number}",
                ScheduleExpression="cron(0 3 * * ? *)",
                ScheduleExpressionTimezone="Europe/Berlin",
                FlexibleTimeWindow={"Mode": "OFF"},
                Target={"Arn": MACHINE, "RoleArn": "arn:aws:iam::123456789012:role/r"},
            )
        pages = schedules.get_paginator("list_schedules").paginate(NamePrefix="nightly-", PaginationConfig={"PageSize": 2})
        self.assertEqual([each["Name"] for page in pages for each in page["Schedules"]], [f"nightly-{n}" for n in range(3)])
        self.assertEqual(schedules.get_schedule(Name="nightly-0")["ScheduleExpressionTimezone"], "Europe/Berlin")
        schedules.delete_schedule(Name="nightly-0")
        with self.assertRaises(schedules.exceptions.ResourceNotFoundException):
            schedules.get_schedule(Name="nightly-0")
        with self.assertRaises(schedules.exceptions.ConflictException):
            schedules.create_schedule_group(Name="default")
        self.assertEqual(json_of("scheduler", "get-schedule", "--name", "nightly-1")["State"], "ENABLED")


class ParametersAndSecrets(unittest.TestCase):
    def test_parameters_are_read_by_name_and_by_path(self):
        ssm = client("ssm")
        for name in ("a", "b", "deep/c"):
            ssm.put_parameter(Name="/tree/" + name, Value=name, Type="String")
        pages = ssm.get_paginator("get_parameters_by_path").paginate(
            Path="/tree", Recursive=True, PaginationConfig={"PageSize": 2}
        )
        self.assertEqual([each["Value"] for page in pages for each in page["Parameters"]], ["a", "b", "deep/c"])
        self.assertEqual(ssm.get_parameters(Names=["/shop/mode", "/none"])["InvalidParameters"], ["/none"])
        with self.assertRaises(ssm.exceptions.ParameterAlreadyExists):
            ssm.put_parameter(Name="/tree/a", Value="x", Type="String")
        with self.assertRaises(ssm.exceptions.ParameterNotFound):
            ssm.get_parameter(Name="/none")
        self.assertEqual(json_of("ssm", "get-parameter", "--name", "/shop/mode")["Parameter"]["Value"], "test")

    def test_secrets_have_versions(self):
        secrets = client("secretsmanager")
        self.assertEqual(json.loads(secrets.get_secret_value(SecretId="shop/key")["SecretString"]), {"user": "ada"})
        made = secrets.create_secret(Name="turned", SecretBinary=b"\x00\x01")
        secrets.put_secret_value(SecretId="turned", SecretString="new")
        before = secrets.get_secret_value(SecretId=made["ARN"], VersionStage="AWSPREVIOUS")
        self.assertEqual(before["SecretBinary"], b"\x00\x01")
        with self.assertRaises(secrets.exceptions.ResourceExistsException):
            secrets.create_secret(Name="turned", SecretString="x")
        with self.assertRaises(secrets.exceptions.ResourceNotFoundException):
            secrets.get_secret_value(SecretId="none")
        self.assertEqual(
            json_of("secretsmanager", "get-secret-value", "--secret-id", "shop/key")["SecretString"], '{"user":"ada"}'
        )


class Messages(unittest.TestCase):
    def test_a_topic_delivers_to_a_queue(self):
        queues, topics = client("sqs"), client("sns")
        url = queues.get_queue_url(QueueName="arrived")["QueueUrl"]
        topics.publish(TopicArn="arn:aws:sns:us-east-1:123456789012:news", Message="hello", Subject="s")
        received = queues.receive_message(QueueUrl=url, WaitTimeSeconds=10)["Messages"][0]
        self.assertEqual(json.loads(received["Body"])["Message"], "hello")
        queues.delete_message(QueueUrl=url, ReceiptHandle=received["ReceiptHandle"])
        with self.assertRaises(queues.exceptions.QueueDoesNotExist):
            queues.get_queue_url(QueueName="none")
        with self.assertRaises(topics.exceptions.NotFoundException):
            topics.publish(TopicArn="arn:aws:sns:us-east-1:123456789012:none", Message="x")
        self.assertIn(url, json_of("sqs", "list-queues")["QueueUrls"])

    def test_a_batch_tells_what_failed(self):
        queues = client("sqs")
        url = queues.create_queue(QueueName="batch")["QueueUrl"]
        sent = queues.send_message_batch(
            QueueUrl=url,
            Entries=[{"Id": "1", "MessageBody": "a"}, {"Id": "2", "MessageBody": "b", "DelaySeconds": 5000}],
        )
        self.assertEqual([each["Id"] for each in sent["Successful"]], ["1"])
        self.assertEqual([each["Id"] for each in sent["Failed"]], ["2"])


class Machines(unittest.TestCase):
    def test_an_execution_is_started_described_and_listed(self):
        states = client("stepfunctions")
        for number in range(3):
            states.start_execution(stateMachineArn=MACHINE, name=f"run-{number}", input=json.dumps({"n": number}))
        pages = states.get_paginator("list_executions").paginate(stateMachineArn=MACHINE, PaginationConfig={"PageSize": 2})
        arns = sorted(each["executionArn"] for page in pages for each in page["executions"])
        self.assertEqual([arn[-5:] for arn in arns], ["run-0", "run-1", "run-2"])
        with self.assertRaises(states.exceptions.ExecutionDoesNotExist):
            states.describe_execution(executionArn=arns[0] + "x")
        with self.assertRaises(states.exceptions.ExecutionAlreadyExists):
            states.start_execution(stateMachineArn=MACHINE, name="run-1", input='{"n":9}')
        with self.assertRaises(states.exceptions.InvalidExecutionInput):
            states.start_execution(stateMachineArn=MACHINE, input="{")
        history = states.get_paginator("get_execution_history").paginate(executionArn=arns[2])
        self.assertEqual([each["type"] for page in history for each in page["events"]][-1], "ExecutionSucceeded")
        self.assertEqual(
            json_of("stepfunctions", "describe-execution", "--execution-arn", arns[2])["output"], '{"twice":4}'
        )


if __name__ == "__main__":
    unittest.main(verbosity=2)
