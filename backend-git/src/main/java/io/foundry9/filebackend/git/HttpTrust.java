package io.foundry9.filebackend.git;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.FileBackendException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Which certificates of servers are trusted, and what it means when one is not. */
final class HttpTrust {

    private HttpTrust() {}

    /** Trusts what a file of certificates holds, and nothing else. */
    static SSLSocketFactory onlyIn(Path pem) {
        try {
            KeyStore store = store(certificates(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, dated(trust.getTrustManagers()), null);
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new AuthenticationException("", "the file that 'ca' names cannot be read: check that it is there");
        } catch (GeneralSecurityException e) {
            throw new AuthenticationException("", "the file that 'ca' names holds no certificates in PEM");
        }
    }

    private static TrustManager[] dated(TrustManager[] managers) {
        return Stream.of(managers).map(manager -> manager instanceof X509ExtendedTrustManager checked
                ? new HttpDatedTrust(checked) : manager).toArray(TrustManager[]::new);
    }

    private static Collection<? extends Certificate> certificates(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException("none");
            }
            return all;
        }
    }

    private static KeyStore store(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        return store;
    }

    /** What a failure has to do with trust, if anything. */
    static Optional<FileBackendException> explain(List<Throwable> chain, RemotePlace place) {
        if (RemoteFailures.find(chain, SSLException.class).isEmpty()) {
            return Optional.empty();
        }
        return doubt(chain).map(doubt -> new AuthenticationException("", "the certificate of " + place + " " + doubt));
    }

    private static Optional<String> doubt(List<Throwable> chain) {
        if (RemoteFailures.find(chain, CertificateExpiredException.class).isPresent()) {
            return Optional.of("has expired: its owner has to renew it");
        }
        if (RemoteFailures.find(chain, CertificateNotYetValidException.class).isPresent()) {
            return Optional.of("is not valid yet: check the clock of this computer");
        }
        if (isForAnotherHost(chain)) {
            return Optional.of("is for a host of another name: check the address");
        }
        if (isUntrusted(chain)) {
            return Optional.of("is signed by nobody who is trusted here: if it is the right one, "
                    + "name a file with it, or with that of who signed it, in PEM, by the parameter 'ca='");
        }
        return RemoteFailures.find(chain, SSLHandshakeException.class)
                .map(e -> "or its way of encryption is not accepted here: check the server, and the parameter 'ca='");
    }

    private static boolean isForAnotherHost(List<Throwable> chain) {
        return RemoteFailures.find(chain, CertificateException.class)
                .map(e -> String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
                .filter(text -> text.contains("subject alternative") || text.contains("no name matching")).isPresent();
    }

    private static boolean isUntrusted(List<Throwable> chain) {
        return RemoteFailures.find(chain, CertPathBuilderException.class).isPresent()
                || RemoteFailures.find(chain, CertPathValidatorException.class).isPresent()
                || RemoteFailures.find(chain, CertificateException.class).isPresent();
    }
}
