/// What of Moquette's topics cannot be reached from elsewhere.
package io.moquette.broker.subscriptions;
