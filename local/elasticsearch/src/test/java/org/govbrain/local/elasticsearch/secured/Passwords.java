package org.govbrain.local.elasticsearch.secured;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.settings.SecureSettings;
import org.elasticsearch.common.settings.SecureString;

/** The secrets that a node otherwise has in its keystore. */
record Passwords(Map<String, String> values) implements SecureSettings {

    @Override
    public boolean isLoaded() {
        return true;
    }

    @Override
    public Set<String> getSettingNames() {
        return values.keySet();
    }

    @Override
    public SecureString getString(String setting) {
        return new SecureString(get(setting).toCharArray());
    }

    @Override
    public InputStream getFile(String setting) {
        return new ByteArrayInputStream(get(setting).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] getSHA256Digest(String setting) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(get(setting).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void writeTo(StreamOutput out) {
        throw new UnsupportedOperationException("they stay in this process");
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "Passwords of " + values.keySet();
    }

    private String get(String setting) {
        return Objects.requireNonNull(values.get(setting), setting);
    }
}
