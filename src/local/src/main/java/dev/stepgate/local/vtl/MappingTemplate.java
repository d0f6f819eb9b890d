// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.vtl;

import dev.stepgate.local.evaluation.EvaluationLimitException;
import java.io.StringReader;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.velocity.Template;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.MethodExceptionEventHandler;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.exception.ExtendedParseException;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.parser.ParseException;
import org.apache.velocity.runtime.parser.node.SimpleNode;
import org.jspecify.annotations.Nullable;

/// A mapping template
/// ([reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html)),
/// parsed once and rendered by any thread. An undefined reference prints nothing, as in API Gateway, and not
/// its own text, as in plain Velocity.
public final class MappingTemplate {
    private static final EventCartridge HANDLERS = handlers();

    /// Velocity's message for the mark that it puts at the end of a template.
    private static final String END_OF_TEMPLATE = "Encountered \"\\u001c\"";

    /// The quota "Maximum mapping template size" (API Gateway quotas).
    private static final int MAX_BYTES = 300 * 1024;

    /// The templates in use, by their texts: the same text is often at several methods of an API, and what
    /// stays the same in an update of the template is not parsed again. A value refers to its key, so both go
    /// when the last user goes.
    private static final Map<String, WeakReference<MappingTemplate>> IN_USE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final String text;
    private final Template template;
    private final boolean isBrief;

    private MappingTemplate(String text, Template template) {
        this.text = text;
        this.template = template;
        this.isBrief = BriefTemplate.is(text, (SimpleNode) template.getData());
    }

    /// Throws [MappingTemplateSyntaxException] with the first error.
    public static MappingTemplate parse(String text) {
        WeakReference<MappingTemplate> known = IN_USE.get(text);
        MappingTemplate template = known == null ? null : known.get();
        if (template == null) {
            template = parsed(text);
            IN_USE.put(template.text, new WeakReference<>(template));
        }
        return template;
    }

    private static MappingTemplate parsed(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new MappingTemplateSyntaxException("a mapping template has at most " + MAX_BYTES + " bytes", 1, 1);
        }
        Template template = new Template();
        template.setName("template");
        template.setRuntimeServices(Engine.INSTANCE);
        try {
            template.setData(Engine.INSTANCE.parse(new StringReader(text), template));
            template.initDocument();
            return new MappingTemplate(text, template);
        } catch (ParseException | VelocityException e) {
            throw syntaxError(e);
        } catch (StackOverflowError _) {
            throw new MappingTemplateSyntaxException("a template that is nested too deeply", 1, 1);
        }
    }

    private static MappingTemplateSyntaxException syntaxError(Exception e) {
        int line = e instanceof ExtendedParseException place ? place.getLineNumber() : 1;
        int column = e instanceof ExtendedParseException place ? place.getColumnNumber() : 1;
        String reason = firstLine(e)
                .replaceFirst(" at template\\[line .*$", "")
                .replace(END_OF_TEMPLATE, "the template ends before this part of it is complete");
        return new MappingTemplateSyntaxException(reason, line, column);
    }

    /// The template's source text.
    public String text() {
        return text;
    }

    /// Tells whether the template is rendered from a small body in less time than handing that to another thread
    /// takes.
    public boolean isBrief() {
        return isBrief;
    }

    /// Renders the template. Values that it writes under `requestOverride` and `responseOverride` are in
    /// `context` afterwards. Throws [MappingTemplateException].
    public String render(InputVariable input, ContextMap context, Map<String, String> stageVariables) {
        Rendering rendering = new Rendering();
        TemplateVariables variables = new TemplateVariables(rendering);
        variables.set("input", input);
        variables.set("context", context);
        variables.set("stageVariables", stageVariables);
        variables.set("util", UtilFunctions.UTIL);
        variables.attachEventCartridge(HANDLERS);
        return ScopedValue.where(Rendering.CURRENT, rendering).call(() -> render(variables));
    }

    private String render(TemplateVariables variables) {
        BoundedWriter writer = new BoundedWriter();
        try {
            template.merge(variables, writer);
        } catch (VelocityException e) {
            throw failure(e);
        } catch (EvaluationLimitException e) {
            throw Rendering.failure(e);
        } catch (StackOverflowError e) {
            throw new MappingTemplateException("data or a template that is nested too deeply", e);
        }
        return writer.toString();
    }

    private static MappingTemplateException failure(VelocityException e) {
        return switch (e.getCause()) {
            case MappingTemplateException failure -> failure;
            case EvaluationLimitException limit -> Rendering.failure(limit);
            case null, default -> new MappingTemplateException(firstLine(e), e);
        };
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    private static Object printed(@Nullable Object value) {
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            Rendering.CURRENT.get().require(value, null);
        }
        return value == null ? "" : value;
    }

    private static EventCartridge handlers() {
        EventCartridge handlers = new EventCartridge();
        handlers.addEventHandler((ReferenceInsertionEventHandler) (_, _, value) -> printed(value));
        handlers.addEventHandler((MethodExceptionEventHandler) (_, _, method, e, place) -> {
            if (e instanceof EvaluationLimitException limit) {
                throw Rendering.failure(limit);
            }
            throw new MappingTemplateException(
                    MappingTemplateException.Place.of(place), method + " failed: " + e.getMessage(), e);
        });
        return handlers;
    }
}
