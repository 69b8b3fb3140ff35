# A lamp and a thermometer. Needs paho-mqtt; start it with: python3 lamp.py [host] [port]
import sys
import time

import paho.mqtt.client as mqtt
from paho.mqtt.subscribeoptions import SubscribeOptions

host = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1"
port = int(sys.argv[2]) if len(sys.argv) > 2 else 1883


def connected(client, *_):
    # noLocal: what the lamp says itself does not come back to it.
    client.subscribe("lights/brightness", options=SubscribeOptions(qos=1, noLocal=True))
    client.publish("temperature", "21.5", qos=1)


def wished(client, _, message):
    print("The lamp shines at", message.payload.decode(), flush=True)
    client.publish("lights/brightness", message.payload, qos=1)  # the answer: done


# paho-mqtt 2 wants to know how it shall call back; 1.6 has no such choice.
callbacks = [mqtt.CallbackAPIVersion.VERSION2] if hasattr(mqtt, "CallbackAPIVersion") else []
client = mqtt.Client(*callbacks, protocol=mqtt.MQTTv5)
client.on_connect = connected
client.on_message = wished
client.connect(host, port)
client.loop_start()
while True:
    time.sleep(30)
    client.publish("temperature", "21.5", qos=1)
