package dev.realmhub.nats;

import io.nats.client.Options.HostnameResolveMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers whose certificate one of the given authorities has signed, for the name that we call them by. jnats itself
 * compares no names: with its own contexts any certificate of the authority would do for any server.
 *
 * <p>Thread-safe.
 */
final class TrustedAuthority extends X509ExtendedTrustManager {
    /** How jnats has to look up servers: in its default way it forgets their names before it comes to us. */
    static final HostnameResolveMode BY_NAME = HostnameResolveMode.HappyEyeballs;

    private static final String NAMES_MATCH = "HTTPS";

    private final X509ExtendedTrustManager chains;

    private TrustedAuthority(X509ExtendedTrustManager chains) {
        this.chains = chains;
    }

    /**
     * Returns what makes connections to those whom the authorities in a PEM file vouch for, and to nobody else.
     *
     * @throws IllegalArgumentException if it cannot be read, or holds no certificate
     */
    static SSLContext context(Path pem) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustedAuthority(chains(certificates(pem)))}, null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "no certificates of an authority in " + pem + ": it must be a PEM file (" + unreadable + ")",
                    unreadable);
        }
    }

    private static Collection<? extends Certificate> certificates(Path pem)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException("it is empty");
            }
            return all;
        }
    }

    private static X509ExtendedTrustManager chains(Collection<? extends Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate authority : authorities) {
            store.setCertificateEntry(Integer.toString(store.size()), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Asks for the comparison of names just before the chain is looked at, which is when it is done. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (!(socket instanceof SSLSocket secure)) {
            throw new CertificateException("a server without a name to compare");
        }
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(NAMES_MATCH);
        secure.setSSLParameters(parameters);
        chains.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("jnats speaks TLS on sockets only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a server without a name to compare");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("we are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("we are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("we are no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
