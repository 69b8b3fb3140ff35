#!/bin/sh
# A three-node RabbitMQ with MQTT and quorum queues on 127.0.0.1, from Debian's packages, without installing them.
#   rabbitmq.sh up FOLDER       downloads (once), starts, waits until the three are one; prints the MQTT ports, one a line
#   rabbitmq.sh kill FOLDER N   ends node 1, 2 or 3 at once
#   rabbitmq.sh import FOLDER FILE  brings in definitions
#   rabbitmq.sh down FOLDER     ends all of them
# Ports from 23150 on; everything else is below FOLDER. User hearth, password hearth.
set -eu
command=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
root=$folder/root
export ERL_EPMD_PORT=23100 ERL_EPMD_ADDRESS=127.0.0.1

unpack() {
    [ -x "$root/usr/lib/rabbitmq/bin/rabbitmq-server" ] && return
    mkdir -p "$folder/packages"
    (
        cd "$folder/packages"
        for package in base asn1 crypto public-key mnesia runtime-tools ssl eldap ftp tftp inets snmp os-mon parsetools syntax-tools \
            tools xmerl; do
            set -- "$@" "erlang-$package"
        done
        apt-get download "$@" rabbitmq-server socat libpopt0 logrotate
        for package in *.deb; do dpkg -x "$package" "$root"; done
    ) >"$folder/unpack.log" 2>&1
    sed -i "s#ROOTDIR=/usr/lib/erlang#ROOTDIR=$root/usr/lib/erlang#" "$root/usr/lib/erlang/bin/erl" "$root/usr/lib/erlang/bin/start"
    # Debian's links point into the system; here they must stay below the root.
    for link in erl erlc escript epmd; do ln -sf "$root/usr/lib/erlang/bin/$link" "$root/usr/bin/$link"; done
}

environment() {
    home=$folder/node$1
    export HOME="$home" PATH="$root/usr/lib/erlang/bin:$root/usr/bin:$PATH" ERL_ROOTDIR="$root/usr/lib/erlang"
    export RABBITMQ_NODENAME="hearth$1@localhost" RABBITMQ_DIST_PORT="2320$1" RABBITMQ_CONF_ENV_FILE=/dev/null
    export RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_MNESIA_BASE="$home/data" RABBITMQ_LOG_BASE="$home/log"
    export RABBITMQ_ENABLED_PLUGINS_FILE="$home/plugins" RABBITMQ_PID_FILE="$home/pid"
    export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}"
}

node() {
    mkdir -p "$folder/node$1/data" "$folder/node$1/log"
    printf hearthcluster >"$folder/node$1/.erlang.cookie"
    chmod 400 "$folder/node$1/.erlang.cookie"
    printf '[rabbitmq_mqtt].' >"$folder/node$1/plugins"
    cat >"$folder/node$1/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:2315$1
mqtt.listeners.tcp.1 = 127.0.0.1:2318$1
mqtt.allow_anonymous = false
mqtt.durable_queue_type = quorum
default_user = hearth
default_pass = hearth
cluster_formation.peer_discovery_backend = classic_config
cluster_formation.classic_config.nodes.1 = hearth1@localhost
cluster_formation.classic_config.nodes.2 = hearth2@localhost
cluster_formation.classic_config.nodes.3 = hearth3@localhost
cluster_partition_handling = pause_minority
CONF
    (
        environment "$1"
        cd "$home"
        nohup "$root/usr/lib/rabbitmq/bin/rabbitmq-server" >"$home/out.log" 2>&1 </dev/null &
    )
}

case $command in
up)
    unpack
    rm -rf "$folder"/node?
    (environment 1; mkdir -p "$home"; "$root/usr/lib/erlang/bin/epmd" -daemon)
    for n in 1 2 3; do node $n; done
    for n in 1 2 3; do
        (
            environment $n
            cd "$home"
            tries=0
            until "$root/usr/lib/rabbitmq/bin/rabbitmqctl" await_startup --timeout 120 >"$home/await.log" 2>&1; do
                tries=$((tries + 1))
                [ $tries -lt 40 ] || { cat "$home/out.log" "$home/await.log" >&2; exit 1; }
                sleep 3
            done
            "$root/usr/lib/rabbitmq/bin/rabbitmqctl" eval 'list_to_integer(os:getpid()).' >"$home/pid.beam"
        )
    done
    for n in 1 2 3; do echo "2318$n"; done
    ;;
import)
    (environment 1; cd "$home"; "$root/usr/lib/rabbitmq/bin/rabbitmqctl" import_definitions "$3")
    ;;
kill)
    kill -9 "$(cat "$folder/node$3/pid.beam")"
    ;;
down)
    for n in 1 2 3; do
        [ ! -f "$folder/node$n/pid.beam" ] || kill -9 "$(cat "$folder/node$n/pid.beam")" 2>/dev/null || true
    done
    "$root/usr/lib/erlang/bin/epmd" -kill >/dev/null 2>&1 || true
    ;;
esac
