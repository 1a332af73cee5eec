package io.twinstream.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published form of manifest.json. */
public final class ManifestSchema {

    private ManifestSchema() {}

    /** What the manifest of this run has against its form, a sentence each. */
    public static List<String> complaints(Path folder) throws IOException {
        JsonNode manifest =
                VerdictJson.JSON.readTree(folder.resolve("manifest.json").toFile());
        try (InputStream file = Files.newInputStream(Path.of("results", "manifest.schema.json"))) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(file);
            return schema.validate(manifest).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        }
    }
}
