// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.InputModel;
import dev.stepgate.local.aws.ModelledService;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Systems Manager's Parameter Store in this JVM
/// ([API](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Operations.html)); nothing else
/// of Systems Manager. Policies deny nothing, and nothing is encrypted. May be used by any thread.
public final class Parameters extends ModelledService {
    private static final InputModel MODEL = InputModel.beside(Parameters.class);

    private final Map<String, Parameter> parameters;
    private final ParameterOperations operations;

    public Parameters(Account account, InstantSource time) {
        this(account, time, Store.NONE, input -> {
            throw new AwsException(400, "ResourceNotFoundException", "There are no secrets here: " + input);
        });
    }

    /// Makes the parameters of the process before.
    ///
    /// @param getSecretValue the operation of Secrets Manager, for parameters that are secrets
    public Parameters(Account account, InstantSource time, Store store, UnaryOperator<JsonNode> getSecretValue) {
        super("ssm", MODEL);
        parameters = new StoredMap<>(store, "parameters", RecordFormat.of(Parameter.class));
        operations = new ParameterOperations(
                this, new PutParameter(account, time, this), new SecretReferences(getSecretValue));
    }

    @Override
    protected JsonNode run(String operation, JsonNode input) {
        return operations.run(operation, input);
    }

    Map<String, Parameter> byName() {
        return parameters;
    }

    List<Parameter> all() {
        return List.copyOf(parameters.values());
    }

    /// A version of a parameter, as it was requested.
    ///
    /// @param selector `:3` or `:label`; empty for the latest
    /// @param name the parameter's, with a slash before it where the request had one
    record Selected(String name, Parameter parameter, Parameter.Version version, String selector) {}

    /// Finds `name`, `name:version`, `name:label`, or the same with an ARN.
    ///
    /// @throws AwsException ParameterVersionNotFound when the parameter has no such version, ValidationException
    ///     when no parameter can have such a name
    Optional<Selected> find(String asked) {
        int end = asked.startsWith("arn:") ? asked.indexOf(":parameter/") + ":parameter/".length() : 0;
        int colon = asked.indexOf(':', end);
        String name = colon < 0 ? asked : asked.substring(0, colon);
        String selector = colon < 0 ? "" : asked.substring(colon + 1);
        if (end == 0) {
            ParameterName.requireReadable(name);
        }
        return named(name).map(parameter -> select(end == 0 ? name : parameter.name(), parameter, selector));
    }

    /// Finds a parameter by name or ARN.
    Optional<Parameter> named(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? parameters.values().stream()
                        .filter(parameter -> parameter.arn().equals(nameOrArn))
                        .findFirst()
                : Optional.ofNullable(parameters.get(key(nameOrArn)));
    }

    /// Returns the name under which a parameter is kept. Outside of hierarchies, a name with a slash before it
    /// is the same name: both have one ARN.
    String key(String name) {
        boolean isPath = name.lastIndexOf('/') > 0;
        String other = name.startsWith("/") ? name.substring(1) : "/" + name;
        return !isPath && parameters.containsKey(other) ? other : name;
    }

    private static Selected select(String name, Parameter parameter, String selector) {
        if (selector.isEmpty()) {
            return new Selected(name, parameter, parameter.latest(), "");
        }
        Optional<Parameter.Version> version = selector.matches("[0-9]{1,18}")
                ? parameter.version(Long.parseLong(selector))
                : parameter.labelled(selector);
        return new Selected(
                name,
                parameter,
                version.orElseThrow(() -> ParameterErrors.noSuchVersion(selector, parameter.name())),
                ":" + selector);
    }
}
