package io.foundry9.filebackend.git;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A self-signed certificate, made by the JDK's {@code keytool}, as a key store for a server and as a PEM for its clients.
 * Each is made once for all tests, as that takes as long as a JVM does to start.
 */
record CertificateOfTests(Path keyStore, Path pem) {

    static final String PASSWORD = "changeit";

    private static final String HERE = "ip:127.0.0.1,dns:localhost";
    private static final Map<String, CertificateOfTests> MADE = new HashMap<>();

    /** Valid now, for the loopback address. */
    static CertificateOfTests valid() throws IOException, InterruptedException {
        return made("valid", HERE, "-validity", "2");
    }

    static CertificateOfTests expired() throws IOException, InterruptedException {
        return made("expired", HERE, "-startdate", "-10d", "-validity", "1");
    }

    static CertificateOfTests forAnotherHost() throws IOException, InterruptedException {
        return made("other", "dns:elsewhere.example", "-validity", "2");
    }

    private static CertificateOfTests made(String name, String hosts, String... validity)
            throws IOException, InterruptedException {
        synchronized (MADE) {
            if (!MADE.containsKey(name)) {
                Path folder = Files.createTempDirectory("certificate");
                folder.toFile().deleteOnExit();
                MADE.put(name, make(folder, name, hosts, List.of(validity)));
            }
            return MADE.get(name);
        }
    }

    private static CertificateOfTests make(Path folder, String name, String hosts, List<String> validity)
            throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        List<String> key = List.of("-genkeypair", "-alias", "k", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
                "CN=test", "-ext", "san=" + hosts);
        keytool(store, Stream.concat(key.stream(), validity.stream()).toList());
        CertificateOfTests made = new CertificateOfTests(store, export(store, pem));
        store.toFile().deleteOnExit();
        pem.toFile().deleteOnExit();
        return made;
    }

    private static Path export(Path store, Path pem) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            byte[] certificate = keys.getCertificate("k").getEncoded();
            return Files.writeString(pem,
                    "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void keytool(Path store, List<String> arguments) throws IOException, InterruptedException {
        Stream<String> command = Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Stream<String> quick = Stream.of("keyPbe", "certPbe", "mac")
                .map(what -> "-J-Dkeystore.pkcs12." + what + "IterationCount=1"); // each server reads the store
        Stream<String> common = Stream.concat(quick, Stream.of("-J-XX:TieredStopAtLevel=1", "-keystore",
                store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path log = Files.createTempFile("keytool", ".log");
        Process process = new ProcessBuilder(
                Stream.concat(command, Stream.concat(arguments.stream(), common)).toList())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(30, SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool: " + Files.readString(log));
        }
        Files.delete(log);
    }
}
