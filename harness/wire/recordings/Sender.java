import java.util.HexFormat;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A socket of JeroMQ that does what a scenario of record.py says, until its input ends. */
public class Sender {
  public static void main(String[] arguments) throws Exception {
    String scenario = arguments[0];
    String endpoint = "tcp://127.0.0.1:" + arguments[1];
    try (ZContext context = new ZContext()) {
      boolean subscribes = scenario.startsWith("sub");
      ZMQ.Socket socket = context.createSocket(subscribes ? SocketType.SUB : SocketType.DEALER);
      socket.setLinger(0);
      if (!subscribes) socket.setIdentity("me".getBytes());
      switch (scenario) {
        case "plain-client" -> {
          socket.setPlainUsername("admin".getBytes());
          socket.setPlainPassword("secret".getBytes());
        }
        case "curve-client", "curve-server" -> {
          socket.setCurvePublicKey(HexFormat.of().parseHex(arguments[2]));
          socket.setCurveSecretKey(HexFormat.of().parseHex(arguments[3]));
          if (scenario.equals("curve-server")) socket.setCurveServer(true);
          else socket.setCurveServerKey(HexFormat.of().parseHex(arguments[4]));
        }
        case "ping" -> {
          socket.setHeartbeatIvl(50);
          socket.setHeartbeatTtl(3000);
        }
        default -> { }
      }
      if (subscribes) socket.subscribe("topic");
      if (scenario.equals("curve-server")) socket.bind(endpoint);
      else socket.connect(endpoint);
      System.out.println("ready");
      if (subscribes) {
        socket.unsubscribe("topic");
      } else if (!scenario.equals("ping")) {
        socket.sendMore("hello");
        socket.send("x".repeat(300));
        socket.send("");
      }
      while (System.in.read() >= 0) { }
    }
  }
}
