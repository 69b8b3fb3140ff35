package hearth.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// An authority, a broker's certificate for 127.0.0.1 and a client's, made by the JDK's keytool, as PEM files.
public final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final Path store;

    public Certificates(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        store = folder.resolve("all.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test CA", "-ext", "bc:c", "-validity", "30");
        signed("broker", "-ext", "san=ip:127.0.0.1,dns:localhost");
        signed("client");
        signed("elsewhere", "-ext", "san=dns:elsewhere.example");
        write("ca.pem", certificate("ca"));
        for (var name : List.of("broker", "client", "elsewhere")) {
            write(name + ".pem", certificate(name));
            write(name + ".key", key(name));
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    public String path(String name) {
        return file(name).toString();
    }

    private void signed(String name, String... more) throws Exception {
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-validity", "30");
        var request = folder.resolve(name + ".csr").toString();
        var answer = folder.resolve(name + ".crt").toString();
        keytool("-certreq", "-alias", name, "-file", request);
        var sign = new java.util.ArrayList<>(
                List.of("-gencert", "-alias", "ca", "-infile", request, "-outfile", answer, "-validity", "30"));
        sign.addAll(List.of(more));
        keytool(sign.toArray(String[]::new));
        keytool("-importcert", "-noprompt", "-alias", name, "-file", answer);
    }

    private void keytool(String... words) throws Exception {
        var command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private KeyStore opened() throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private String certificate(String name) throws Exception {
        return pem("CERTIFICATE", opened().getCertificate(name).getEncoded());
    }

    private String key(String name) throws Exception {
        return pem("PRIVATE KEY", opened().getKey(name, PASSWORD).getEncoded());
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private void write(String name, String content) throws IOException {
        var file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
