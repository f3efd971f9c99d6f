package io.redisdrill.backup.s3;

import io.redisdrill.DrillException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What S3, or the way there, did instead of what was asked, in four parts. */
final class S3Errors {
  private S3Errors() {}

  static DrillException of(String subject, S3Settings settings, SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return new DrillException(
          subject,
          "an answer of %s within %s a request".formatted(settings.place(), settings.patience()),
          innermost(e),
          "Look whether it runs and can be reached from here; nothing was completed.",
          e);
    }
    return switch (service.statusCode()) {
      case 404 -> notFound(subject, settings, service);
      case 401, 403 ->
          new DrillException(
              subject,
              "the right to do so in the bucket " + settings.bucket(),
              told(service),
              "Grant s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject to "
                  + settings.keys().map(S3Settings.Keys::id).orElse("the role of this process")
                  + ", or correct the keys.",
              e);
      case 412 ->
          new DrillException(
              subject,
              "the object that was there a moment ago",
              "another one of the same name",
              "Somebody else writes to the bucket: stop that, and run again.",
              e);
      default ->
          new DrillException(
              subject,
              "success",
              told(service),
              "Look at the state of " + settings.place() + ", and run again.",
              e);
    };
  }

  private static DrillException notFound(String subject, S3Settings settings, SdkException e) {
    return new DrillException(
        subject,
        "what was asked for in the bucket " + settings.bucket(),
        "no such bucket or object at " + settings.place(),
        "Create the bucket, or correct its name and the object's.",
        e);
  }

  private static String told(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return "status " + e.statusCode() + (code == null ? "" : " " + code);
  }

  private static String innermost(Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner.getClass().getSimpleName() + ": " + inner.getMessage();
  }
}
