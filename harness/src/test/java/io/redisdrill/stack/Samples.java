package io.redisdrill.stack;

/** Manifests that the tests cut and bend. */
final class Samples {
  static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: conf
      data:
        redis.conf: |
          # Comments go.
          save 900 1
          appendonly no
          requirepass ${REDIS_PASSWORD}
      """;

  static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: governing}
      spec: {clusterIP: None, selector: {app: shop}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: other}
      spec: {selector: {app: web}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: clients}
      spec: {selector: {app: shop}}
      """;

  static final String STATEFUL_SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: shop
      spec:
        replicas: 1
        serviceName: governing
        template:
          metadata:
            labels: {app: shop, tier: cache}
          spec:
            terminationGracePeriodSeconds: 45
            containers:
            - name: db
              image: registry.local:5000/team/redis:7.0@sha256:0123
              command: [redis-server, /etc/redis/redis.conf]
              env:
              - name: REDIS_PASSWORD
                valueFrom: {secretKeyRef: {name: pw, key: word}}
              volumeMounts:
              - {name: conf, mountPath: /etc/redis}
              - {name: data, mountPath: /data}
            - name: metrics
              image: oliver006/redis_exporter:v1.74.0
            volumes:
            - name: conf
              configMap: {name: conf}
        volumeClaimTemplates:
        - metadata: {name: data}
      """;

  static final String ALL = CONFIG_MAP + "---\n" + SERVICES + "---\n" + STATEFUL_SET;

  private Samples() {}

  static Stack load() {
    return StackLoader.parse("shop.yaml", ALL);
  }

  /** The sample with one piece replaced, which must be there. */
  static String bent(String from, String to) {
    if (!ALL.contains(from)) {
      throw new IllegalArgumentException("The sample has no " + from);
    }
    return ALL.replace(from, to);
  }
}
