package hearth.profile;

import hearth.device.Message;
import java.util.List;

/// What one announcement says of one device. A device may be announced in many parts, and by several conventions.
///
/// @param key        the same whenever this part is announced again: its topic, and what of it where one topic speaks of many devices
/// @param hash       changes with what is said: see [#hash]
/// @param learnt     changes with what became known beside that: a device that was deleted stays hidden nevertheless
/// @param identities what tells the device from others, normalised by [Identity]; parts that share one are of one device.
///                   The first gives the device its id. At least one
/// @param name       of the device; empty where the announcement gives none
/// @param entity     parts of one device with the same text here are one and the same thing announced twice; empty for none such
/// @param unique     an id that ought to be unique in the house, to be told where it is not; empty for none
/// @param greeting   messages to send when the device is first seen and after each start: polls, questions
/// @param clears     the topics on which it was announced and which speak of this device only: emptied when the user deletes it
public record Part(String key, String hash, String learnt, List<String> identities, String name, Binding.About about, String entity,
        String unique,
        List<Feature> features, List<Presence> presence, List<Message> greeting, List<String> clears) {

    public Part {
        identities = List.copyOf(identities);
        features = List.copyOf(features);
        presence = List.copyOf(presence);
        greeting = List.copyOf(greeting);
        clears = List.copyOf(clears);
        if (identities.isEmpty()) {
            throw new IllegalArgumentException("no identity: " + key);
        }
    }

    /// Where all that is known was said in the announcement itself.
    public Part(String key, String hash, List<String> identities, String name, Binding.About about, String entity, String unique,
            List<Feature> features, List<Presence> presence, List<Message> greeting, List<String> clears) {
        this(key, hash, "", identities, name, about, entity, unique, features, presence, greeting, clears);
    }

    /// This very announcement, word for word: what the user deleted stays hidden by it. What is only guessed at says nothing new
    /// by another guess, and stays hidden for good.
    public String mark() {
        return Identity.guessed(identities.getFirst()) ? key : key + " " + hash;
    }

    /// A short digest of what was said.
    public static String hash(String said) {
        long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
        for (int i = 0; i < said.length(); i++) {
            hash = (hash ^ said.charAt(i)) * 0x100000001b3L;
        }
        return Long.toHexString(hash ^ hash >>> 32);
    }
}
