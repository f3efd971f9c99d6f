package io.redisdrill.report.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import io.redisdrill.report.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills templates. Every text goes through {@link SafeText} and is then quoted for HTML, wherever a
 * template shows it; only {@link Markup} is taken as it is.
 */
final class Templates {
  private static final Configuration CONFIGURATION = configuration();

  private Templates() {}

  static String fill(String name, Map<String, Object> model) {
    StringWriter page = new StringWriter();
    try {
      CONFIGURATION.getTemplate(name).process(model, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("The template " + name + " does not fit its model", e);
    }
    return page.toString();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Templates.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setObjectWrapper(new Harmless());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setBooleanFormat("c");
    configuration.setLogTemplateExceptions(false);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setWhitespaceStripping(true);
    return configuration;
  }

  private static final class Harmless extends DefaultObjectWrapper {
    Harmless() {
      super(Configuration.VERSION_2_3_34);
    }

    @Override
    public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
      if (value instanceof String text) {
        return super.wrap(SafeText.lines(text));
      }
      if (value instanceof Markup markup) {
        return HTMLOutputFormat.INSTANCE.fromMarkup(markup.text());
      }
      if (value instanceof Optional<?> optional) {
        return wrap(optional.orElse(null));
      }
      return super.wrap(value);
    }
  }
}
