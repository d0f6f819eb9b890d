// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of handler that [Lambda's Java
/// runtime](https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html) supports. The cases are our own.
class HandlerKindsTest {

    private static final RealTime TIME = new RealTime();
    private static FunctionProject project;
    private static Functions functions;

    @BeforeAll
    static void compile(@TempDir Path folder) {
        project = new FunctionProject(folder)
                .source("""
                        public class OfMap implements RequestHandler<Map<String, Object>, Map<String, Object>> {
                            public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
                                return Map.of("keys", new TreeSet<>(event.keySet()), "type", event.get("n").getClass().getSimpleName());
                            }
                        }
                        """)
                .source("""
                        public class OfText implements RequestHandler<String, String> {
                            public String handleRequest(String event, Context context) {
                                return event.toUpperCase(Locale.ROOT);
                            }
                        }
                        """)
                .source("""
                        public class OfNumber implements RequestHandler<Integer, Long> {
                            public Long handleRequest(Integer event, Context context) {
                                return event * 1_000_000_000L;
                            }
                        }
                        """)
                .source("""
                        public class OfList implements RequestHandler<List<Integer>, Integer> {
                            public Integer handleRequest(List<Integer> event, Context context) {
                                return event.stream().mapToInt(Integer::intValue).sum();
                            }
                        }
                        """)
                .source("""
                        public class Order {
                            private String id;
                            private int count;
                            public String getId() { return id; }
                            public void setId(String id) { this.id = id; }
                            public int getCount() { return count; }
                            public void setCount(int count) { this.count = count; }
                        }
                        """)
                .source("public record Receipt(String order, int total) {}")
                .source("""
                        public class OfBean implements RequestHandler<Order, Receipt> {
                            public Receipt handleRequest(Order event, Context context) {
                                return new Receipt(event.getId(), event.getCount() * 2);
                            }
                        }
                        """)
                .source("""
                        public abstract class Middle<A, B> implements RequestHandler<B, A> {}
                        """)
                .source("""
                        public class Inherited extends Middle<String, Order> {
                            public String handleRequest(Order event, Context context) {
                                return event.getId();
                            }
                        }
                        """)
                .source("""
                        public class OfAnything implements RequestHandler<Object, Object> {
                            public Object handleRequest(Object event, Context context) {
                                return event;
                            }
                        }
                        """)
                .source("""
                        public class OfNothing implements RequestHandler<Object, Void> {
                            public Void handleRequest(Object event, Context context) {
                                return null;
                            }
                        }
                        """)
                .source("""
                        public class OfQueue implements RequestHandler<SQSEvent, SQSBatchResponse> {
                            public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
                                return new SQSBatchResponse(event.getRecords().stream()
                                        .map(m -> new SQSBatchResponse.BatchItemFailure(m.getMessageId() + m.getEventSourceArn()))
                                        .toList());
                            }
                        }
                        """)
                .source("""
                        public class OfTopic implements RequestHandler<SNSEvent, String> {
                            public String handleRequest(SNSEvent event, Context context) {
                                SNSEvent.SNS sns = event.getRecords().get(0).getSNS();
                                return sns.getMessage() + " " + sns.getTimestamp().getMillis();
                            }
                        }
                        """)
                .source("""
                        public class OfStream implements RequestStreamHandler {
                            public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                                in.transferTo(out);
                            }
                        }
                        """)
                .source("""
                        public class Methods {
                            public String nothing() { return "nothing"; }
                            public String contextOnly(Context context) { return context.getFunctionName(); }
                            public Order event(Order order) { return order; }
                            public String eventAndContext(List<String> event, Context context) { return event.get(0) + context.getFunctionVersion(); }
                            public static int fixed(int event) { return event + 1; }
                            public void silent(Map<String, Object> event) {}
                            public void copy(InputStream in, OutputStream out) throws IOException { in.transferTo(out); }
                            public void copyAll(InputStream in, OutputStream out, Context context) throws IOException { in.transferTo(out); }
                            public void read(InputStream in) {}
                            public void write(OutputStream out, Context context) throws IOException { out.write('1'); }
                            public String overloaded(String event) { return "short"; }
                            public String overloaded(String event, Context context) { return "long"; }
                            public String ignored(String event, String other) { return "wrong"; }
                            public String ignored() { return "right"; }
                        }
                        """);
        Stream.of("OfMap", "OfText", "OfNumber", "OfList", "OfBean", "Inherited", "OfAnything", "OfNothing")
                .forEach(name -> project.function(name, name));
        Stream.of("OfQueue", "OfTopic", "OfStream").forEach(name -> project.function(name, name));
        Stream.of("nothing", "contextOnly", "event", "eventAndContext", "fixed", "silent", "copy", "copyAll", "read")
                .forEach(name -> project.function(name, "Methods::" + name));
        Stream.of("write", "overloaded", "ignored").forEach(name -> project.function(name, "Methods::" + name));
        functions = project.start(TIME);
    }

    @AfterAll
    static void close() {
        project.close();
        TIME.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OfMap | {\"b\":1,\"a\":2,\"n\":5} | {\"keys\":[\"a\",\"b\",\"n\"],\"type\":\"Integer\"}",
                "OfText | \"straße\" | \"STRASSE\"",
                "OfNumber | 7 | 7000000000",
                "OfList | [1,2,39] | 42",
                "OfBean | {\"id\":\"o'1\",\"count\":21,\"unknown\":{}} | {\"order\":\"o'1\",\"total\":42}",
                "Inherited | {\"id\":\"é\"} | \"é\"",
                "OfAnything | [1,{\"a\":false}] | [1,{\"a\":false}]",
                "OfAnything | 7 | 7",
                "OfAnything | \"text\" | \"text\"",
                "OfAnything | null | null",
                "OfNothing | {} | null",
                "OfQueue | {\"Records\":[{\"messageId\":\"m\",\"eventSourceARN\":\"arn:q\"}]} | {\"batchItemFailures\":[{\"itemIdentifier\":\"marn:q\"}]}",
                "OfTopic | {\"Records\":[{\"Sns\":{\"Message\":\"hi\",\"Timestamp\":\"1970-01-01T00:00:01.000Z\"}}]} | \"hi 1000\"",
                "OfStream | {\"any\": 1} | {\"any\": 1}",
                "nothing | {} | \"nothing\"",
                "contextOnly | {} | \"contextOnly\"",
                "event | {\"id\":\"x\",\"count\":1} | {\"id\":\"x\",\"count\":1}",
                "eventAndContext | [\"v\"] | \"v$LATEST\"",
                "fixed | 41 | 42",
                "silent | {} | null",
                "copy | [1] | [1]",
                "copyAll | [1] | [1]",
                "read | [1] | null",
                "write | [] | 1",
                "overloaded | \"\" | \"long\"",
                "ignored | \"\" | \"right\"",
            })
    void answers(String function, String event, String expected) throws Exception {
        InvocationResult invocation = FunctionProject.invoke(functions, function, event);

        assertThat(invocation).isInstanceOf(InvocationResult.Succeeded.class);
        assertThat(Json.parse(invocation.payload())).isEqualTo(Json.parse(expected));
    }
}
