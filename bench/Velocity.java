// How long Debian's Velocity takes to read and to render the templates it is given, and for a loop of 10,000 items.
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.node.SimpleNode;

public class Velocity {
  interface Work {
    void run() throws Exception;
  }

  public static void main(String[] names) throws Exception {
    RuntimeInstance engine = new RuntimeInstance();
    engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
    engine.init();
    VelocityContext context = new VelocityContext();
    context.put("name", "Ann");
    context.put("total", 20);
    context.put("data", Map.of("WH5", Map.of("promocode", "LVIV-15")));
    List<Object> items = new ArrayList<>();
    for (int at = 0; at < 10_000; at++) items.add(Map.of("name", "item-" + at, "price", at % 20));
    context.put("items", items);
    for (String name : names) {
      String text = Files.readString(Path.of(name));
      String size = Path.of(name).getFileName().toString().replace(".vm", " KB");
      print("parse, " + size, () -> engine.parse(new StringReader(text), name));
      print("parse and render, " + size, () -> template(engine, text).merge(context, new StringWriter()));
    }
    String loop = "#foreach($item in $items)#if($item.price > 10)$item.name, #end#end";
    print("loop of 10,000 items", () -> template(engine, loop).merge(context, new StringWriter()));
  }

  static Template template(RuntimeInstance engine, String text) throws Exception {
    SimpleNode tree = engine.parse(new StringReader(text), "t");
    Template template = new Template();
    template.setRuntimeServices(engine);
    template.setName("t");
    template.setData(tree);
    template.initDocument();
    return template;
  }

  static void print(String name, Work work) throws Exception {
    double[] times = new double[15];
    for (int at = 0; at < times.length; at++) {
      long started = System.nanoTime();
      work.run();
      times[at] = (System.nanoTime() - started) / 1e6;
    }
    Arrays.sort(times, 5, times.length);
    System.out.println(name + "\t" + times[10]);
  }
}
