package org.govbrain.local.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.Polygons;
import org.govbrain.engine.reference.ReferenceFileName;

/** The reference files of the city, as {@code brain reference load} takes them. */
public final class CityFiles {

    private CityFiles() {}

    /** All files by name, in the order in which a person reads them. */
    public static Map<String, byte[]> of(ReferenceCity city) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("grids.geojson", utf8(grids(city)));
        files.put("buildings.csv", utf8(buildings(city)));
        files.put("roster.yaml", utf8(RosterFile.of(city)));
        for (ReferenceFileName name : ReferenceFileName.values()) {
            if (name.hasDefault() && !files.containsKey(name.fileName())) {
                files.put(name.fileName(), defaultOf(name.fileName()));
            }
        }
        return files;
    }

    /** Writes them into a directory, which is made if it is not there. */
    public static void write(ReferenceCity city, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, byte[]> file : of(city).entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    private static String grids(ReferenceCity city) {
        StringBuilder json = new StringBuilder(1 << 17).append("{\"type\":\"FeatureCollection\",\"features\":[");
        String separator = "\n";
        for (Community community : city.communities()) {
            for (Grid grid : community.grids()) {
                String number = String.valueOf(community.grids().indexOf(grid) + 1);
                json.append(separator)
                        .append("{\"type\":\"Feature\",\"properties\":{\"gridId\":\"")
                        .append(grid.gridId())
                        .append("\",\"name\":\"")
                        .append(grid.name())
                        .append("\",\"nameEn\":\"")
                        .append(community.en().replace(" Community", ""))
                        .append(" grid ")
                        .append(number)
                        .append("\",\"communityId\":\"")
                        .append(community.communityId())
                        .append("\",\"community\":\"")
                        .append(community.zh())
                        .append("\",\"communityEn\":\"")
                        .append(community.en())
                        .append("\",\"neighbourhoodClass\":\"")
                        .append(community.neighbourhoodClass().code())
                        .append("\"},\"geometry\":")
                        .append(Polygons.toGeoJson(grid.area()))
                        .append('}');
                separator = ",\n";
            }
        }
        return json.append("\n]}\n").toString();
    }

    private static String buildings(ReferenceCity city) {
        StringBuilder csv = new StringBuilder(1 << 17).append("buildingId,name,gridId,lon,lat,class,chief\n");
        for (Building building : city.buildings()) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%.7f,%.7f,%s,%s\n",
                    building.buildingId(),
                    building.name(),
                    building.gridId(),
                    building.lon(),
                    building.lat(),
                    building.buildingClass(),
                    building.chiefCode()));
        }
        return csv.toString();
    }

    private static byte[] defaultOf(String fileName) {
        String resource = "/reference/" + fileName;
        try (InputStream in = CityFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " can't be read", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
