// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.aws.InputModel;
import dev.stepgate.local.aws.ModelledService;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.store.StoredMap;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Secrets Manager in this JVM
/// ([API](https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html)). Policies deny
/// nothing, and nothing is encrypted or rotated. May be used by any thread.
public final class Secrets extends ModelledService {
    private static final InputModel MODEL = InputModel.beside(Secrets.class);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX_LENGTH = 6;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]{1,512}");

    private final Account account;
    private final InstantSource time;
    private final Supplier<String> uuids;
    private final RandomGenerator random;
    private final Passwords passwords;
    private final Map<String, Secret> secrets;
    private final SecretOperations operations;

    /// @param uuids the source of version ids
    /// @param random the source of passwords and the ends of ARNs
    public Secrets(Account account, InstantSource time, Supplier<String> uuids, RandomGenerator random) {
        this(new Identifiers(account, uuids), time, random, Store.NONE);
    }

    /// Makes the secrets of the process before.
    ///
    /// @param random the source of passwords and the ends of ARNs
    public Secrets(Identifiers identifiers, InstantSource time, RandomGenerator random, Store store) {
        super("secretsmanager", MODEL);
        secrets = new StoredMap<>(store, "secrets", RecordFormat.of(Secret.class));
        account = identifiers.account();
        this.time = time;
        uuids = identifiers.uuids();
        this.random = random;
        passwords = new Passwords(random);
        operations = new SecretOperations(this, passwords, time);
    }

    @Override
    protected JsonNode run(String operation, JsonNode input) {
        return operations.run(operation, input);
    }

    /// Returns the secret string that a template's `GenerateSecretString` describes, for CreateSecret.
    ///
    /// @throws AwsException InvalidParameterException
    public String generateSecretString(JsonNode generateSecretString) {
        return passwords.secretString(generateSecretString);
    }

    /// Makes a secret as CreateSecret does, under an ARN that is already known.
    ///
    /// @throws AwsException as the operation would return it
    public void create(String arn, JsonNode createSecretInput) {
        MODEL.check("CreateSecret", createSecretInput);
        operations.create(new Secret.Name(createSecretInput.path("Name").asText(), arn), createSecretInput);
    }

    String newVersionId() {
        return uuids.get();
    }

    /// Makes a name; the six letters at its end distinguish the secret from an earlier one of the same name.
    Secret.Name newName(String name) {
        StringBuilder suffix = new StringBuilder();
        synchronized (random) {
            for (int i = 0; i < SUFFIX_LENGTH; i++) {
                suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return new Secret.Name(name, account.arn("secretsmanager", "secret:" + name + "-" + suffix));
    }

    /// Returns all secrets in the order of their names.
    List<Secret> all() {
        secrets.values().removeIf(this::isOver);
        return List.copyOf(secrets.values());
    }

    /// Tells whether a deleted secret's recovery window has ended, so that it is removed.
    private boolean isOver(Secret secret) {
        return secret.dates()
                .deletion()
                .filter(date -> !date.isAfter(time.instant()))
                .isPresent();
    }

    Optional<Secret> named(String name) {
        return Optional.ofNullable(secrets.get(name)).filter(secret -> !isOver(secret));
    }

    /// @throws AwsException ValidationException
    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw SecretErrors.of(
                    "ValidationException",
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following:"
                            + " -/_+=.@!");
        }
    }

    /// Finds a secret by a name, an ARN, or an ARN without the six letters.
    ///
    /// @throws AwsException ValidationException when it can be neither
    Optional<Secret> find(String id) {
        if (!id.startsWith("arn:")) {
            requireName(id);
        }
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

    /// Changes a secret atomically.
    Secret change(Secret secret, UnaryOperator<Secret> change) {
        return Optional.ofNullable(secrets.computeIfPresent(secret.name().text(), (_, before) -> change.apply(before)))
                .orElseThrow(SecretErrors::notFound);
    }

    void remove(Secret secret) {
        secrets.remove(secret.name().text());
    }
}
