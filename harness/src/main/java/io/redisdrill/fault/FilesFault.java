package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import java.util.Set;

/** What lies on the volume is changed while Redis is down. */
interface FilesFault extends Fault {
  @Override
  default Severity severity() {
    return Severity.FILES;
  }

  @Override
  default Set<Capability> needs() {
    return Set.of(Capability.STOP, Capability.FILES);
  }
}
