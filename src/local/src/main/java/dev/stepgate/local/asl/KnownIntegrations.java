// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The service integrations that Step Functions has, with their patterns: all those of the AWS SDK, and the
/// [optimized ones](https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html).
final class KnownIntegrations {
    private static final Map<String, Set<TaskResource.Pattern>> OPTIMIZED = new HashMap<>();
    private static final Set<TaskResource.Pattern> REQUEST = EnumSet.of(TaskResource.Pattern.REQUEST_RESPONSE);
    private static final Set<TaskResource.Pattern> CALLBACK =
            EnumSet.of(TaskResource.Pattern.REQUEST_RESPONSE, TaskResource.Pattern.WAIT_FOR_TASK_TOKEN);
    private static final Set<TaskResource.Pattern> JOB =
            EnumSet.of(TaskResource.Pattern.REQUEST_RESPONSE, TaskResource.Pattern.SYNC);
    private static final Set<TaskResource.Pattern> JOB_OR_CALLBACK = EnumSet.of(
            TaskResource.Pattern.REQUEST_RESPONSE, TaskResource.Pattern.SYNC, TaskResource.Pattern.WAIT_FOR_TASK_TOKEN);

    static {
        add("lambda", CALLBACK, "invoke");
        add("apigateway", CALLBACK, "invoke");
        add("sqs", CALLBACK, "sendMessage");
        add("sns", CALLBACK, "publish");
        add("events", CALLBACK, "putEvents");
        add("http", REQUEST, "invoke");
        add("states", EnumSet.allOf(TaskResource.Pattern.class), "startExecution");
        add("dynamodb", REQUEST, "getItem putItem updateItem deleteItem");
        add("athena", JOB, "startQueryExecution");
        add("athena", REQUEST, "stopQueryExecution getQueryExecution getQueryResults");
        add("batch", JOB, "submitJob");
        add("bedrock", JOB, "createModelCustomizationJob");
        add("bedrock", CALLBACK, "invokeModel");
        add("codebuild", JOB, "startBuild startBuildBatch retryBuildBatch");
        add("codebuild", REQUEST, "stopBuild stopBuildBatch batchDeleteBuilds batchGetReports deleteBuildBatch");
        add("databrew", JOB, "startJobRun");
        add("ecs", JOB_OR_CALLBACK, "runTask");
        add("eks", JOB_OR_CALLBACK, "runJob");
        add("eks", JOB, "createCluster deleteCluster createNodegroup deleteNodegroup createFargateProfile");
        add("eks", JOB, "deleteFargateProfile");
        add("eks", REQUEST, "call");
        add("elasticmapreduce", JOB, "createCluster terminateCluster addStep");
        add("elasticmapreduce", REQUEST, "setClusterTerminationProtection cancelStep modifyInstanceFleetByName");
        add("elasticmapreduce", REQUEST, "modifyInstanceGroupByName");
        add("emr-containers", JOB, "deleteVirtualCluster startJobRun");
        add("emr-containers", REQUEST, "createVirtualCluster");
        add("emr-serverless", JOB, "createApplication startApplication stopApplication deleteApplication");
        add("emr-serverless", JOB, "startJobRun cancelJobRun");
        add("glue", JOB, "startJobRun");
        add("mediaconvert", JOB, "createJob");
        add("sagemaker", JOB, "createHyperParameterTuningJob createLabelingJob createProcessingJob createTrainingJob");
        add("sagemaker", JOB, "createTransformJob");
        add("sagemaker", REQUEST, "createEndpoint createEndpointConfig createModel updateEndpoint");
    }

    private KnownIntegrations() {}

    private static void add(String service, Set<TaskResource.Pattern> patterns, String actions) {
        for (String action : actions.split(" ", -1)) {
            OPTIMIZED.put(service + ":" + action, patterns);
        }
    }

    static boolean exists(TaskResource.Service resource) {
        if (resource.service().startsWith("aws-sdk:")) {
            return CALLBACK.contains(resource.pattern());
        }
        return OPTIMIZED
                .getOrDefault(resource.service() + ":" + resource.action(), Set.of())
                .contains(resource.pattern());
    }
}
