package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.Verdict;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.NoFault;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSchemaTest {
  @TempDir Path runs;

  private static List<Error> errors(String json) throws IOException {
    try (var in = Reports.class.getResourceAsStream("result-1.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(in, InputFormat.JSON);
      return schema.validate(json, InputFormat.JSON);
    }
  }

  @Test
  void allowsWhatADrillWrites() throws IOException {
    RunDirectory lossy = RealRuns.run(runs, "rdb", new ContainerKill());
    RunDirectory quiet = RealRuns.run(runs, "aof", new NoFault());

    assertThat(errors(Files.readString(lossy.file("result.json")))).isEmpty();
    assertThat(errors(Files.readString(quiet.file("result.json")))).isEmpty();
  }

  @Test
  void allowsAddedFields() throws IOException {
    String result = Json.line(Results.of(DataLoss.NOT_JUDGED, List.of()));

    assertThat(errors(result.replaceFirst("\\{", "{\"added\": 1, "))).isEmpty();
  }

  @Test
  void refusesOtherThings() throws IOException {
    String result =
        Json.line(
            Results.of(
                DataLoss.NOT_JUDGED, List.of(Results.window(Verdict.PASS, "PT0S", "promise"))));

    assertThat(errors(result.replace("PASS", "GREEN"))).isNotEmpty();
    assertThat(errors(result.replace("\"lost\"", "\"gone\""))).isNotEmpty();
    assertThat(errors(result.replace("result/1", "result/2"))).isNotEmpty();
  }
}
