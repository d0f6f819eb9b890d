// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// An issuer of tokens on any free port, with its discovery document and its keys.
public final class TestIssuer implements AutoCloseable {
    public final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private RSAKey key;

    public TestIssuer() throws IOException {
        key = newKey("one");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/.well-known/openid-configuration", () -> "{\"jwks_uri\": \"" + url() + "/keys\"}");
        serve("/keys", () -> {
            asked.incrementAndGet();
            return new JWKSet(key.toPublicJWK()).toString();
        });
        server.start();
    }

    private interface Text {
        String get();
    }

    private void serve(String path, Text text) {
        server.createContext(path, exchange -> {
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Signs tokens with another key from now on, and publishes only that one.
    public void rotate(String keyId) {
        key = newKey(keyId);
    }

    /// Makes a token of this issuer for the audience `app`, valid for an hour from then; the value REMOVED
    /// removes a claim.
    public String token(Instant now, Map<String, Object> changes) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss",
                url(),
                "aud",
                "app",
                "sub",
                "me",
                "iat",
                now.getEpochSecond(),
                "exp",
                now.getEpochSecond() + 3600));
        claims.putAll(changes);
        claims.values().removeIf("REMOVED"::equals);
        return signed(claims);
    }

    private String signed(Map<String, Object> claims) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        JWSObject token =
                new JWSObject(header, new Payload(Json.write(Json.mapper().valueToTree(claims))));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
