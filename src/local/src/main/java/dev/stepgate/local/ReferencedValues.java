// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.reference.DynamicReferenceException;
import dev.stepgate.local.reference.DynamicReferences;
import dev.stepgate.local.secretsmanager.Secrets;
import dev.stepgate.local.ssm.Parameters;
import dev.stepgate.local.template.Addresses;
import dev.stepgate.local.template.DynamicValues;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import dev.stepgate.local.template.TemplateFile;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Resolves a template whose dynamic references lead to its own parameters and secrets: once to make
/// those, and once more with their values. A generated secret is generated here, so that it is the
/// same wherever it is referred to.
final class ReferencedValues {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:[a-z-]+:([^}]*)}}");

    private final Parameters parameters;
    private final Secrets secrets;

    ReferencedValues(Account account, InstantSource time, ExecutionIds ids) {
        parameters = new Parameters(account, time);
        secrets = new Secrets(account, time, ids::uuid, () -> ids.random().nextLong());
    }

    /// @param again reads the template again, without the problems caused by unknown values
    Template resolve(TemplateFile file, Supplier<TemplateFile> again, Addresses addresses) {
        AtomicBoolean refers = new AtomicBoolean();
        Template plain = file.resolve(addresses, text -> {
            refers.set(true);
            return text;
        });
        if (!refers.get()) {
            return plain;
        }
        plain.all(Resource.Secret.class).forEach(this::create);
        plain.all(Resource.ApiOperation.class).stream()
                .filter(made -> made.service().equals("ssm"))
                .forEach(this::create);
        return withSecrets(again.get().resolve(addresses, this::in));
    }

    /// Makes a parameter. A refusal is ignored here, and reported when the template is rehearsed.
    private void create(Resource.ApiOperation parameter) {
        try {
            JsonNode unused = parameters.perform(parameter.operation(), parameter.input());
        } catch (AwsException _) {
            return;
        }
    }

    /// Makes a secret, in the same way.
    private void create(Resource.Secret secret) {
        try {
            secrets.create(secret.arn(), TemplateServices.withString(secret, secrets));
        } catch (AwsException _) {
            return;
        }
    }

    private String in(String text) {
        String found;
        try {
            found = new DynamicReferences(parameters, secrets).resolve(text);
        } catch (DynamicReferenceException refused) {
            if (refused.namesNothing()) {
                throw new DynamicValues.ElsewhereException(text, standIn(text));
            }
            throw new IllegalArgumentException(
                    refused.getMessage() + " (references lead to parameters and secrets of this template)", refused);
        }
        if (found.contains("{{resolve:")) {
            throw new IllegalArgumentException(text + ": it leads to another reference, or does not end with }}");
        }
        return found;
    }

    /// `{{resolve:ssm:/shop/table:1}}` is `table`: letters, digits and hyphens, which most properties
    /// take.
    private static String standIn(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            String[] parts = found.group(1).split("[/:]", -1);
            String last = parts[parts.length - 1].matches("[0-9]+|") && parts.length > 1
                    ? parts[parts.length - 2]
                    : parts[parts.length - 1];
            return last.replaceAll("[^A-Za-z0-9-]", "-");
        });
    }

    private Template withSecrets(Template template) {
        List<Resource> resources = template.resources().stream()
                .map(each -> each instanceof Resource.Secret secret ? madeUp(secret) : each)
                .toList();
        return template.with(resources);
    }

    private Resource madeUp(Resource.Secret secret) {
        if (secret.generated().isEmpty()) {
            return secret;
        }
        ObjectNode id = JsonNodeFactory.instance.objectNode().put("SecretId", secret.arn());
        try {
            ObjectNode input = secret.input().deepCopy();
            input.set("SecretString", secrets.perform("GetSecretValue", id).path("SecretString"));
            return new Resource.Secret(secret.logicalId(), secret.mark(), secret.arn(), input, Optional.empty());
        } catch (AwsException _) { // it was refused when it was to be made
            return secret;
        }
    }
}
