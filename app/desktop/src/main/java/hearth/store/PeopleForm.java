package hearth.store;

import hearth.home.Channel;
import hearth.home.Channel.Address;
import hearth.home.People;
import hearth.home.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Who is told, as the file spells it; what must stay secret stands in another place.
record PeopleForm(List<PersonForm> people) {

    record PersonForm(String name, List<ChannelForm> channels) {
    }

    /// @param address what the kind needs, by name
    record ChannelForm(String id, String kind, Map<String, String> address) {

        static ChannelForm of(Channel channel) {
            return switch (channel.address()) {
                case Address.Ntfy(var server, var topic) -> form(channel, "ntfy", Map.of("server", server, "topic", topic));
                case Address.Telegram(var chat) -> form(channel, "telegram", Map.of("chat", chat));
                case Address.Mail(var host, int port, var protection, var user, var from, var to) -> form(channel, "mail",
                        Map.of("host", host, "port", Integer.toString(port), "protection", protection.name().toLowerCase(Locale.ROOT),
                                "user", user, "from", from, "to", to));
                case Address.Webhook(var url) -> form(channel, "webhook", Map.of("url", url));
            };
        }

        private static ChannelForm form(Channel channel, String kind, Map<String, String> address) {
            return new ChannelForm(channel.id(), kind, new TreeMap<>(address));
        }

        /// @throws RuntimeException if this is no channel
        Channel channel() {
            Address known = switch (kind) {
                case "ntfy" -> new Address.Ntfy(part("server"), part("topic"));
                case "telegram" -> new Address.Telegram(part("chat"));
                case "mail" -> new Address.Mail(part("host"), Integer.parseInt(part("port")),
                        Channel.Protection.valueOf(part("protection").toUpperCase(Locale.ROOT)), part("user"), part("from"), part("to"));
                case "webhook" -> new Address.Webhook(part("url"));
                default -> throw new IllegalArgumentException("no kind of channel: " + kind);
            };
            if (Channel.flaw(known).isPresent()) {
                throw new IllegalArgumentException("no address: " + kind);
            }
            return new Channel(id, known);
        }

        private String part(String name) {
            return Objects.requireNonNullElse(address.get(name), "");
        }
    }

    static PeopleForm of(People people) {
        return new PeopleForm(people.all().stream()
                .map(p -> new PersonForm(p.name(), p.channels().stream().map(ChannelForm::of).toList())).toList());
    }

    /// @throws IllegalArgumentException if these are no people
    People known() {
        return new People(
                people.stream().map(p -> new Person(p.name(), p.channels().stream().map(ChannelForm::channel).toList())).toList());
    }
}
