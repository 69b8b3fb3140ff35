package io.moquette.broker;

import hearth.broker.Passwords;
import hearth.broker.Permit;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/// Passwords that were right before are known at once; others are checked one after the other on a thread of its own, for each takes a
/// tenth of a second: so network threads never wait, and guessing is slow for all guessers together. Any thread.
@NullMarked
final class Proofs implements AutoCloseable {
    /// The last of them waits about as long as clients are patient.
    private static final int MOST_WAITING = 64;
    private static final int MOST_KNOCKS = 100;

    /// @param digest of the password, with a salt that lives as long as the program
    private record Proof(String hash, byte[] digest) {}

    private final byte[] salt = new byte[32];
    private final Map<String, Proof> proven = new HashMap<>();
    private final Map<String, Proof> provenNext = new HashMap<>();
    private final Map<String, Proof> renewed = new HashMap<>();
    private final Map<String, Proof> knocked = new LinkedHashMap<>(16, 0.75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<String, Proof> eldest) {
            return size() > MOST_KNOCKS;
        }
    };
    private final ThreadPoolExecutor checker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("broker-login").factory());

    Proofs() {
        new SecureRandom().nextBytes(salt);
    }

    /// @return false if too many wait
    boolean later(Runnable check) {
        try {
            checker.execute(check);
            return true;
        } catch (RejectedExecutionException crowded) {
            return false;
        }
    }

    synchronized boolean isProven(Permit permit, byte[] password) {
        Proof proof = proven.get(permit.user());
        if (proof == null || !proof.hash.equals(permit.hash())) {
            proof = knocked.get(permit.user());
        }
        return proof != null && proof.hash.equals(permit.hash()) && MessageDigest.isEqual(proof.digest, digest(password))
                || isProvenNext(permit, password);
    }

    private boolean isProvenNext(Permit permit, byte[] password) {
        Proof proof = provenNext.get(permit.user());
        return proof != null && permit.next().equals(Optional.of(proof.hash)) && MessageDigest.isEqual(proof.digest, digest(password));
    }

    /// Remembers that the password is right.
    ///
    /// @return what it is to be kept as from now on, where that is another hash
    Optional<String> prove(Permit permit, byte[] password) {
        boolean ours = Passwords.isOurs(permit.hash());
        String hash = ours ? permit.hash() : Passwords.hash(password);
        synchronized (this) {
            proven.put(permit.user(), new Proof(permit.hash(), digest(password)));
            if (!ours) {
                renewed.put(permit.user(), new Proof(hash, digest(password)));
            }
        }
        return ours ? Optional.empty() : Optional.of(hash);
    }

    /// The same for the other one that is right.
    synchronized void proveNext(Permit permit, byte[] password) {
        provenNext.put(permit.user(), new Proof(permit.next().orElseThrow(), digest(password)));
    }

    /// Whether the permit's hash is what [#prove] made of the one before, so that the password is the same.
    synchronized boolean isSame(Permit permit) {
        Proof proof = renewed.get(permit.user());
        boolean same = proof != null && proof.hash.equals(permit.hash());
        if (same) {
            proven.put(permit.user(), proof);
            renewed.remove(permit.user());
        }
        return same;
    }

    /// What a password is kept as that nobody is known to have yet; the same one for the same password.
    String knocked(String user, byte[] password) {
        byte[] digest = digest(password);
        synchronized (this) {
            Proof known = knocked.get(user);
            if (known != null && MessageDigest.isEqual(known.digest, digest)) {
                return known.hash;
            }
        }
        String hash = Passwords.hash(password);
        synchronized (this) {
            knocked.put(user, new Proof(hash, digest));
        }
        return hash;
    }

    private byte[] digest(byte[] password) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(password);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @Override public void close() {
        checker.shutdownNow();
    }
}
