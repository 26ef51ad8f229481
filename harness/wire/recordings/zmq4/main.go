// A socket of zmq4 that does what a scenario of record.py says, until its input ends.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/plain"
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	scenario, endpoint := os.Args[1], "tcp://127.0.0.1:"+os.Args[2]
	subscribes := strings.HasPrefix(scenario, "sub")
	options := []zmq4.Option{zmq4.WithID(zmq4.SocketIdentity("me"))}
	if scenario == "plain-client" {
		options = append(options, zmq4.WithSecurity(plain.Security("admin", "secret")))
	}
	var socket zmq4.Socket
	if subscribes {
		socket = zmq4.NewSub(context.Background())
		must(socket.SetOption(zmq4.OptionSubscribe, "topic"))
	} else {
		socket = zmq4.NewDealer(context.Background(), options...)
	}
	must(socket.Dial(endpoint))
	fmt.Println("ready")
	if subscribes {
		must(socket.SetOption(zmq4.OptionUnsubscribe, "topic"))
	} else {
		must(socket.SendMulti(zmq4.NewMsgFrom([]byte("hello"), []byte(strings.Repeat("x", 300)))))
		must(socket.Send(zmq4.NewMsg(nil)))
	}
	_, _ = io.ReadAll(os.Stdin)
}
