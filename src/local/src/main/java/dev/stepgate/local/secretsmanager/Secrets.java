// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.InputModel;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Secrets Manager in this JVM
/// ([API](https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html)). Nobody is kept
/// out by a policy, nothing is encrypted, nothing is rotated. May be used by any thread.
public final class Secrets implements AwsService {
    private static final InputModel MODEL = InputModel.beside(Secrets.class);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX_LENGTH = 6;

    private final Account account;
    private final InstantSource time;
    private final Supplier<String> uuids;
    private final RandomGenerator random;
    private final Passwords passwords;
    private final Map<String, Secret> secrets = new ConcurrentSkipListMap<>();
    private final SecretOperations operations;

    /// @param uuids where the ids of versions come from
    /// @param random where passwords and the ends of ARNs come from
    public Secrets(Account account, InstantSource time, Supplier<String> uuids, RandomGenerator random) {
        this.account = account;
        this.time = time;
        this.uuids = uuids;
        this.random = random;
        passwords = new Passwords(random);
        operations = new SecretOperations(this, passwords, time);
    }

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public Set<String> operations() {
        return MODEL.operations();
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.completedFuture(perform(call.operation(), call.input()));
    }

    /// An operation for a caller in this JVM, such as a template: `CreateSecret` with the members of its API
    /// model.
    ///
    /// @throws AwsException as the operation's caller would read it
    public JsonNode perform(String operation, JsonNode input) {
        if (!MODEL.has(operation)) {
            throw AwsException.unknownOperation(name(), operation);
        }
        MODEL.check(operation, input);
        return operations.run(operation, input);
    }

    /// The secret string that a template's `GenerateSecretString` describes, for CreateSecret.
    ///
    /// @throws AwsException InvalidParameterException
    public String generateSecretString(JsonNode generateSecretString) {
        return passwords.secretString(generateSecretString);
    }

    /// Makes a secret as CreateSecret does, under an ARN that is known before.
    ///
    /// @throws AwsException as the operation's caller would read it
    public void create(String arn, JsonNode createSecretInput) {
        MODEL.check("CreateSecret", createSecretInput);
        operations.create(new Secret.Name(createSecretInput.path("Name").asText(), arn), createSecretInput);
    }

    String newVersionId() {
        return uuids.get();
    }

    /// The six letters at the end tell a secret from an earlier one of its name.
    Secret.Name newName(String name) {
        StringBuilder suffix = new StringBuilder();
        synchronized (random) {
            for (int i = 0; i < SUFFIX_LENGTH; i++) {
                suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return new Secret.Name(name, account.arn("secretsmanager", "secret:" + name + "-" + suffix));
    }

    /// In the order of their names.
    List<Secret> all() {
        secrets.values().removeIf(this::isOver);
        return List.copyOf(secrets.values());
    }

    /// A secret that has been deleted is gone when its recovery window is over.
    private boolean isOver(Secret secret) {
        return secret.dates()
                .deletion()
                .filter(date -> !date.isAfter(time.instant()))
                .isPresent();
    }

    Optional<Secret> named(String name) {
        return Optional.ofNullable(secrets.get(name)).filter(secret -> !isOver(secret));
    }

    /// The secret of a name, an ARN, or an ARN without the six letters.
    Optional<Secret> find(String id) {
        return id.startsWith("arn:")
                ? all().stream()
                        .filter(secret -> secret.name().arn().equals(id)
                                || secret.name()
                                        .arn()
                                        .substring(0, secret.name().arn().length() - SUFFIX_LENGTH - 1)
                                        .equals(id))
                        .findFirst()
                : named(id);
    }

    Secret get(String id) {
        return find(id).orElseThrow(SecretErrors::notFound);
    }

    void add(Secret secret) {
        secrets.values().removeIf(this::isOver);
        if (secrets.putIfAbsent(secret.name().text(), secret) != null) {
            throw SecretErrors.of(
                    "ResourceExistsException",
                    "The operation failed because the secret " + secret.name().text() + " already exists.");
        }
    }

    /// Replaces a secret in one step.
    Secret change(Secret secret, UnaryOperator<Secret> change) {
        return Optional.ofNullable(secrets.computeIfPresent(secret.name().text(), (_, before) -> change.apply(before)))
                .orElseThrow(SecretErrors::notFound);
    }

    void remove(Secret secret) {
        secrets.remove(secret.name().text());
    }
}
