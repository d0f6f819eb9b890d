// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `.sync` tasks of services that run elsewhere, on virtual time. Requests and states are those of the services' API
/// models; the shapes of outputs are those of the samples on the integrations' pages
/// ([Athena](https://docs.aws.amazon.com/step-functions/latest/dg/sample-athena-query.html): `$.QueryExecution`,
/// [CodeBuild](https://docs.aws.amazon.com/step-functions/latest/dg/sample-project-codebuild.html): `$.Build`), and
/// for Glue that of
/// [its page](https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html): with the name of the job.
class UpstreamJobTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-Caller";

    @TempDir
    private Path folder;

    private ServiceElsewhere elsewhere;

    @BeforeEach
    void serve() throws IOException {
        elsewhere = new ServiceElsewhere();
    }

    @AfterEach
    void stop() {
        elsewhere.close();
    }

    /// @param task the Task state's fields but its type
    private TemplateRun start(String service, String task) throws IOException {
        return new TemplateRun(folder, """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Caller:
                    Type: AWS::Serverless::StateMachine
                    Properties:
                      Definition:
                        StartAt: Call
                        States: {Call: {Type: Task, %s, End: true}}
                """.formatted(task), Map.of(service, elsewhere.url()));
    }

    private JsonNode end(String service, String task) throws IOException {
        try (TemplateRun run = start(service, task)) {
            String execution = run.call("states", "StartExecution", "{'stateMachineArn':'" + ARN + "'}")
                    .path("executionArn")
                    .asText();
            return run.runtime().endOfExecution(execution).toCompletableFuture().join();
        }
    }

    private static JsonNode output(JsonNode execution) {
        return Json.parse(execution.path("output").asText("null"));
    }

    @Test
    void aQueryOfAthenaIsFollowedToItsEnd() throws IOException {
        elsewhere
                .answering("StartQueryExecution", "{'QueryExecutionId':'q-1'}")
                .answering(
                        "GetQueryExecution",
                        "{'QueryExecution':{'Status':{'State':'QUEUED'}}}",
                        "{'QueryExecution':{'Status':{'State':'RUNNING'}}}",
                        "{'QueryExecution':{'QueryExecutionId':'q-1','Status':{'State':'SUCCEEDED'}}}");

        JsonNode end = end(
                "athena",
                "Resource: 'arn:aws:states:::athena:startQueryExecution.sync', Parameters: {QueryString: SELECT 1}");

        assertThat(output(end))
                .isEqualTo(Json.parse(
                        "{\"QueryExecution\":{\"QueryExecutionId\":\"q-1\",\"Status\":{\"State\":\"SUCCEEDED\"}}}"));
        assertThat(elsewhere.asked())
                .containsExactly(
                        "StartQueryExecution {\"QueryString\":\"SELECT 1\"}",
                        "GetQueryExecution {\"QueryExecutionId\":\"q-1\"}",
                        "GetQueryExecution {\"QueryExecutionId\":\"q-1\"}",
                        "GetQueryExecution {\"QueryExecutionId\":\"q-1\"}");
    }

    @Test
    void aJobOfGlueIsShownWithItsName() throws IOException {
        elsewhere
                .answering("StartJobRun", "{'JobRunId':'jr-1'}")
                .answering("GetJobRun", "{'JobRun':{'Id':'jr-1','JobRunState':'SUCCEEDED'}}");

        JsonNode end =
                end("glue", "Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: {JobName: nightly}");

        assertThat(output(end))
                .isEqualTo(Json.parse("{\"Id\":\"jr-1\",\"JobRunState\":\"SUCCEEDED\",\"JobName\":\"nightly\"}"));
        assertThat(elsewhere.asked()).last().isEqualTo("GetJobRun {\"JobName\":\"nightly\",\"RunId\":\"jr-1\"}");
    }

    @Test
    void aJobThatFailsFailsTheTaskWithItsDescription() throws IOException {
        elsewhere
                .answering("StartJobRun", "{'JobRunId':'jr-1'}")
                .answering("GetJobRun", "{'JobRun':{'JobRunState':'FAILED','ErrorMessage':'no rows'}}");

        JsonNode end =
                end("glue", "Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: {JobName: nightly}");

        assertThat(end.path("status").asText()).isEqualTo("FAILED");
        assertThat(end.path("error").asText()).isEqualTo("States.TaskFailed");
        assertThat(Json.parse(end.path("cause").asText()))
                .isEqualTo(Json.parse(
                        "{\"JobRunState\":\"FAILED\",\"ErrorMessage\":\"no rows\",\"JobName\":\"nightly\"}"));
    }

    @Test
    void aJobThatCannotBeDescribedFailsTheTaskWithTheServicesError() throws IOException {
        elsewhere
                .answering("StartJobRun", "{'JobRunId':'jr-1'}")
                .answering("GetJobRun", "{'__type':'EntityNotFoundException','Message':'gone'}");

        JsonNode end =
                end("glue", "Resource: 'arn:aws:states:::glue:startJobRun.sync', Parameters: {JobName: nightly}");

        assertThat(end.path("error").asText()).isEqualTo("Glue.EntityNotFoundException");
    }

    @Test
    void aBuildOfCodeBuildIsShownAsBuild() throws IOException {
        elsewhere
                .answering("StartBuild", "{'build':{'id':'b:1'}}")
                .answering("BatchGetBuilds", "{'builds':[{'id':'b:1','buildStatus':'SUCCEEDED'}]}");

        JsonNode end = end(
                "codebuild", "Resource: 'arn:aws:states:::codebuild:startBuild.sync', Parameters: {ProjectName: p}");

        assertThat(output(end)).isEqualTo(Json.parse("{\"Build\":{\"Id\":\"b:1\",\"BuildStatus\":\"SUCCEEDED\"}}"));
        assertThat(elsewhere.asked())
                .containsExactly("StartBuild {\"projectName\":\"p\"}", "BatchGetBuilds {\"ids\":[\"b:1\"]}");
    }

    @Test
    void aTaskOfEcsSucceedsWhenItsContainersDo() throws IOException {
        elsewhere
                .answering("RunTask", "{'tasks':[{'taskArn':'t-1','clusterArn':'c-1'}],'failures':[]}")
                .answering(
                        "DescribeTasks",
                        "{'tasks':[{'lastStatus':'RUNNING','containers':[{'name':'a'}]}]}",
                        "{'tasks':[{'lastStatus':'STOPPED','containers':[{'name':'a','exitCode':0}]}]}");

        JsonNode end = end("ecs", "Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: {TaskDefinition: greet}");

        assertThat(output(end))
                .isEqualTo(Json.parse("{\"LastStatus\":\"STOPPED\",\"Containers\":[{\"Name\":\"a\",\"ExitCode\":0}]}"));
        assertThat(elsewhere.asked()).last().isEqualTo("DescribeTasks {\"cluster\":\"c-1\",\"tasks\":[\"t-1\"]}");
    }

    @Test
    void aTaskOfEcsFailsWithAContainer() throws IOException {
        elsewhere
                .answering("RunTask", "{'tasks':[{'taskArn':'t-1','clusterArn':'c-1'}],'failures':[]}")
                .answering("DescribeTasks", "{'tasks':[{'lastStatus':'STOPPED','containers':[{'exitCode':3}]}]}");

        JsonNode end = end("ecs", "Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: {TaskDefinition: greet}");

        assertThat(end.path("error").asText()).isEqualTo("States.TaskFailed");
        assertThat(end.path("cause").asText()).contains("\"ExitCode\":3");
    }

    @Test
    void aJobOfBatchIsAskedForInItsRestProtocol() throws IOException {
        elsewhere
                .answering("/v1/submitjob", "{'jobId':'j-1','jobName':'n','jobArn':'a'}")
                .answering(
                        "/v1/describejobs",
                        "{'jobs':[{'jobId':'j-1','status':'RUNNING'}]}",
                        "{'jobs':[{'jobId':'j-1','status':'SUCCEEDED'}]}");

        JsonNode end = end(
                "batch",
                "Resource: 'arn:aws:states:::batch:submitJob.sync',"
                        + " Parameters: {JobName: n, JobQueue: q, JobDefinition: d}");

        assertThat(output(end)).isEqualTo(Json.parse("{\"JobId\":\"j-1\",\"Status\":\"SUCCEEDED\"}"));
        assertThat(elsewhere.asked())
                .containsExactly(
                        "POST /v1/submitjob {\"jobName\":\"n\",\"jobQueue\":\"q\",\"jobDefinition\":\"d\"}",
                        "POST /v1/describejobs {\"jobs\":[\"j-1\"]}",
                        "POST /v1/describejobs {\"jobs\":[\"j-1\"]}");
    }

    @Test
    void aTrainingOfSageMakerIsFollowedByItsName() throws IOException {
        elsewhere
                .answering("CreateTrainingJob", "{'TrainingJobArn':'arn'}")
                .answering("DescribeTrainingJob", "{'TrainingJobName':'t','TrainingJobStatus':'Completed'}");

        JsonNode end = end(
                "sagemaker",
                "Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync', Parameters: {TrainingJobName: t}");

        assertThat(output(end))
                .isEqualTo(Json.parse("{\"TrainingJobName\":\"t\",\"TrainingJobStatus\":\"Completed\"}"));
        assertThat(elsewhere.asked()).last().isEqualTo("DescribeTrainingJob {\"TrainingJobName\":\"t\"}");
    }

    @Test
    void aJobIsStoppedWhenItsTaskTimesOut() throws Exception {
        elsewhere
                .answering("StartJobRun", "{'JobRunId':'jr-1'}")
                .answering("GetJobRun", "{'JobRun':{'JobRunState':'RUNNING'}}");
        String task = "Resource: 'arn:aws:states:::glue:startJobRun.sync', TimeoutSeconds: 600,"
                + " Parameters: {JobName: nightly}";

        try (TemplateRun run = start("glue", task)) {
            String execution = run.call("states", "StartExecution", "{'stateMachineArn':'" + ARN + "'}")
                    .path("executionArn")
                    .asText();
            JsonNode end = run.runtime()
                    .endOfExecution(execution)
                    .toCompletableFuture()
                    .join();
            run.pass(Duration.ZERO);

            assertThat(end.path("error").asText()).isEqualTo("States.Timeout");
        }
        assertThat(elsewhere.asked())
                .last()
                .isEqualTo("BatchStopJobRun {\"JobName\":\"nightly\",\"JobRunIds\":[\"jr-1\"]}");
        // after 1, 3, 7, 15, 31, 63 s and then every minute
        assertThat(elsewhere.asked())
                .filteredOn(each -> each.startsWith("GetJobRun"))
                .hasSize(14);
    }
}
