/**
 * Kubernetes manifests of any size: a Deployment, its Service and its ConfigMap in one file, a folder a namespace.
 *
 * One app in ten is a database (a StatefulSet with a volume). The others call two apps of their own namespace, one of
 * another, and a database, in the ways that people write it: a bare host, a full name, a URL, a key of the ConfigMap.
 */
import { randomFrom } from '../random.mjs';

const APPS_PER_NAMESPACE = 30;
const DATABASE_EVERY = 10;

/** @param {number} resources how many documents, about */
export function* kubernetesFiles(resources) {
  const apps = Math.ceil(resources / 3);
  const random = randomFrom(apps);
  const below = (limit) => Math.floor(random() * limit);
  const nameOf = (app) => (app % DATABASE_EVERY === 0 ? `store-${app}` : `service-${app}`);
  const namespaceOf = (app) => `team-${Math.floor(app / APPS_PER_NAMESPACE)}`;
  /** Another app of the namespace, or the database in front of it. */
  const neighbour = (app) => Math.min(apps - 1, app - (app % APPS_PER_NAMESPACE) + below(APPS_PER_NAMESPACE));
  for (let app = 0; app < apps; app++) {
    const name = nameOf(app);
    const namespace = namespaceOf(app);
    const database = app - (app % DATABASE_EVERY);
    const elsewhere = below(apps);
    const parts =
      app === database
        ? store(name, namespace)
        : service(name, namespace, {
            near: nameOf(neighbour(app)),
            alsoNear: nameOf(neighbour(app)),
            far: `${nameOf(elsewhere)}.${namespaceOf(elsewhere)}.svc.cluster.local`,
            database: nameOf(database),
          });
    yield { path: `${namespace}/${name}.yaml`, text: parts.join('---\n') };
  }
}

const head = (apiVersion, kind, name, namespace) => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${namespace}
`;

const service = (name, namespace, { near, alsoNear, far, database }) => [
  `${head('apps/v1', 'Deployment', name, namespace)}spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/part-of: ${namespace}
    spec:
      serviceAccountName: default
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: ${name}
      containers:
        - name: server
          image: registry.example.com/${namespace}/${name}:1.4.2
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: PORT
              value: "8080"
            - name: CATALOG_URL
              value: http://${near}:8080/v1
            - name: PAYMENT_ADDR
              value: ${alsoNear}:8080
            - name: LEDGER_URL
              value: http://${far}:8080
            - name: OTEL_EXPORTER_OTLP_ENDPOINT
              value: http://collector.observability:4317
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: DATABASE_URL
              valueFrom:
                configMapKeyRef:
                  name: ${name}
                  key: database-url
          envFrom:
            - configMapRef:
                name: ${name}
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 10
`,
  front(name, namespace, 'http', 8080),
  `${head('v1', 'ConfigMap', name, namespace)}data:
  LOG_LEVEL: info
  CACHE_TTL_SECONDS: "300"
  database-url: postgres://app@${database}:5432/app
`,
];

const store = (name, namespace) => [
  `${head('apps/v1', 'StatefulSet', name, namespace)}spec:
  serviceName: ${name}
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      containers:
        - name: postgres
          image: postgres:16.4
          ports:
            - name: postgres
              containerPort: 5432
          envFrom:
            - configMapRef:
                name: ${name}
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 20Gi
`,
  front(name, namespace, 'postgres', 5432),
  `${head('v1', 'ConfigMap', name, namespace)}data:
  POSTGRES_DB: app
  POSTGRES_USER: app
`,
];

const front = (name, namespace, port, number) => `${head('v1', 'Service', name, namespace)}spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: ${port}
      port: ${number}
      targetPort: ${port}
`;
