import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Draws the application icon from its SVG: PNGs for the window and the tray, one file each for the Windows,
/// macOS and Linux installers. Run by the build from source; needs no native tool.
///
/// Arguments: the SVG, the folder for the program's PNGs, the folder for the installers' files.
final class AppIcon {
    private static final List<Integer> IN_THE_PROGRAM = List.of(16, 20, 24, 32, 48, 64, 128, 256);
    private static final List<Integer> IN_AN_ICO = List.of(16, 20, 24, 32, 48, 64, 256);

    /// The entries of an icns file that hold a PNG, and its size in pixels (some are a size at two pixels a point).
    private static final Map<String, Integer> IN_AN_ICNS = new LinkedHashMap<>();

    static {
        IN_AN_ICNS.put("icp4", 16);
        IN_AN_ICNS.put("ic11", 32);
        IN_AN_ICNS.put("icp5", 32);
        IN_AN_ICNS.put("ic12", 64);
        IN_AN_ICNS.put("ic07", 128);
        IN_AN_ICNS.put("ic13", 256);
        IN_AN_ICNS.put("ic08", 256);
        IN_AN_ICNS.put("ic14", 512);
        IN_AN_ICNS.put("ic09", 512);
        IN_AN_ICNS.put("ic10", 1024);
    }

    private AppIcon() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        var drawing = Files.readString(Path.of(args[0]));
        var program = Files.createDirectories(Path.of(args[1]));
        var installers = Files.createDirectories(Path.of(args[2]));
        var calm = parsed(drawing);
        var alarm = parsed(red(drawing));
        for (int size : IN_THE_PROGRAM) {
            Files.write(program.resolve("hearth-" + size + ".png"), png(calm, size));
            Files.write(program.resolve("hearth-alarm-" + size + ".png"), png(alarm, size));
        }
        Files.write(installers.resolve("hearth.png"), png(calm, 512));
        Files.write(installers.resolve("hearth.ico"), ico(calm));
        Files.write(installers.resolve("hearth.icns"), icns(calm));
    }

    /// The same fire on a red ground, all else white.
    private static String red(String drawing) {
        return drawing.replace("#2f3644", "#e5383b").replace("#1a1e27", "#b3151c")
                .replace("#f5a623", "#ffffff").replace("#ffc65c", "#ffffff").replace("#f5821f", "#ffe0d6").replace("#fff1d2", "#e5383b");
    }

    private static SVGDocument parsed(String drawing) throws IOException {
        var document = new SVGLoader().load(new ByteArrayInputStream(drawing.getBytes(StandardCharsets.UTF_8)), null,
                LoaderContext.createDefault());
        if (document == null) {
            throw new IOException("not an SVG");
        }
        return document;
    }

    private static byte[] png(SVGDocument drawing, int size) throws IOException {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.render(null, pen, new ViewBox(0, 0, size, size));
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /// A directory of 16-byte entries, then the pictures; numbers are little-endian and 256 pixels are written as 0.
    private static byte[] ico(SVGDocument drawing) throws IOException {
        var directory = new ByteArrayOutputStream();
        var pictures = new ByteArrayOutputStream();
        little(directory, 2, 0);
        little(directory, 2, 1);
        little(directory, 2, IN_AN_ICO.size());
        for (int size : IN_AN_ICO) {
            var picture = png(drawing, size);
            little(directory, 1, size);
            little(directory, 1, size);
            little(directory, 2, 0);
            little(directory, 2, 1);
            little(directory, 2, 32);
            little(directory, 4, picture.length);
            little(directory, 4, 6 + 16 * IN_AN_ICO.size() + pictures.size());
            pictures.write(picture);
        }
        pictures.writeTo(directory);
        return directory.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, int bytes, int value) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >> 8 * i);
        }
    }

    /// A header of 8 bytes, then chunks with the same kind of header; numbers are big-endian and count the header in.
    private static byte[] icns(SVGDocument drawing) throws IOException {
        var chunks = new ByteArrayOutputStream();
        for (var entry : IN_AN_ICNS.entrySet()) {
            chunk(chunks, entry.getKey(), png(drawing, entry.getValue()));
        }
        var file = new ByteArrayOutputStream();
        chunk(file, "icns", chunks.toByteArray());
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String kind, byte[] content) throws IOException {
        var data = new DataOutputStream(out);
        data.writeBytes(kind);
        data.writeInt(content.length + 8);
        data.write(content);
    }
}
