// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

/// The sign of a kind of state, or of the service that a Task calls: strokes on a coloured square of 24 by 24.
enum Icon {
    LAMBDA("Lambda function", "#c4560b", "M8 6h2.2l5.6 12H18M11.3 11.5L8 18"),
    QUEUE("SQS queue", "#cd2264", "M6 8h3v8H6zM10.5 8h3v8h-3zM15 8h3v8h-3z"),
    TOPIC("SNS topic", "#cd2264", "M6 12h11M9 12l7-5.5M9 12l7 5.5"),
    EVENTS("EventBridge", "#cd2264", "M12 6l5 3v6l-5 3-5-3V9zM12 12v6M12 12l5-3M12 12L7 9"),
    WORKFLOW("Step Functions", "#cd2264", "M9 6h6v4H9zM6 15h5v3H6zM13 15h5v3h-5zM12 10v2.5M8.5 15v-2.5h7V15"),
    TABLE("DynamoDB table", "#4d27aa", "M7 8c0-2.7 10-2.7 10 0v8c0 2.7-10 2.7-10 0zM7 8c0 2.7 10 2.7 10 0"),
    BUCKET("S3 bucket", "#3a7a22", "M6 8h12l-1.6 9c-2 1.3-6.8 1.3-8.8 0z"),
    HTTP(
            "HTTP endpoint",
            "#545b64",
            "M12 6a6 6 0 1 0 .01 0zM6 12h12M12 6c-3.4 3.4-3.4 8.6 0 12M12 6c3.4 3.4 3.4 8.6 0 12"),
    ACTIVITY("Activity", "#545b64", "M12 6a2.8 2.8 0 1 0 .01 0zM6.5 18c0-6.4 11-6.4 11 0"),
    SERVICE("Service call", "#545b64", "M12 5.5l5.6 3.2v6.6L12 18.5l-5.6-3.2V8.7zM12 10a2 2 0 1 0 .01 0z"),
    CHOICE("Choice", "#7a4fc0", "M12 5.5l6.5 6.5-6.5 6.5L5.5 12zM12 9v6M9 12h6"),
    WAIT("Wait", "#946200", "M12 5.5a6.5 6.5 0 1 0 .01 0zM12 8.5V12l2.6 2"),
    PASS("Pass", "#5f6b7a", "M6 12h11.5M13 7.5l4.5 4.5-4.5 4.5"),
    SUCCEED("Succeed", "#1a7f37", "M6.5 12.5l4 4 7-8.5"),
    FAIL("Fail", "#c93023", "M7.5 7.5l9 9M16.5 7.5l-9 9"),
    PARALLEL("Parallel", "#1866b8", "M12 5v4M6 18V9h12v9M12 9v9"),
    MAP("Map", "#1866b8", "M6 6h8v8H6zM10 14v4h8v-8h-4");

    private final String meaning;
    private final String colour;
    private final String strokes;

    Icon(String meaning, String colour, String strokes) {
        this.meaning = meaning;
        this.colour = colour;
        this.strokes = strokes;
    }

    /// The meaning in the legend.
    String meaning() {
        return meaning;
    }

    String colour() {
        return colour;
    }

    /// Path data.
    String strokes() {
        return strokes;
    }
}
