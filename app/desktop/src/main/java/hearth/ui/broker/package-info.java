/// The broker in sight: its state, who is connected, and every topic that was heard.
///
/// Begin with [BrokerPage]; [TopicExplorer] is its other half. Here, and only here, the screen speaks of topics and QoS
/// without being asked.
@NullMarked
package hearth.ui.broker;

import org.jspecify.annotations.NullMarked;
