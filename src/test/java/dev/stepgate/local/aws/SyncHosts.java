// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/// Resolves `sync-localhost`, the name that AWS's clients make of `localhost` for StartSyncExecution, as an entry in
/// `/etc/hosts` does.
public final class SyncHosts extends InetAddressResolverProvider {
    private static final String NAME = "sync-localhost";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver others = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return host.equals(NAME)
                        ? Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}))
                        : others.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return others.lookupByAddress(address);
            }
        };
    }
}
