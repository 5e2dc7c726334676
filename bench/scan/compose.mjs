/** Compose projects of any size: twenty services a folder, on networks and volumes, with an `.env` beside them. */
import { randomFrom } from '../random.mjs';

const SERVICES_PER_PROJECT = 20;

/** Of each project's services, by their place in it. */
const IMAGES = new Map([
  [0, 'postgres:16'],
  [1, 'redis:7-alpine'],
  [2, 'rabbitmq:3-management'],
]);

/** @param {number} resources how many services, about */
export function* composeFiles(resources) {
  const projects = Math.ceil(resources / SERVICES_PER_PROJECT);
  const random = randomFrom(projects);
  for (let project = 0; project < projects; project++) {
    const services = Array.from({ length: SERVICES_PER_PROJECT }, (_, i) => serviceOf(i, random));
    yield { path: `project-${project}/.env`, text: `VERSION=1.${project}.0\nDB_HOST=svc-0\nDB_PORT=5432\n` };
    yield {
      path: `project-${project}/compose.yaml`,
      text: `name: project-${project}\nservices:\n${services.join('')}volumes:\n  data: {}\nnetworks:\n  back: {}\n`,
    };
  }
}

const serviceOf = (i, random) => {
  const image = IMAGES.get(i);
  if (image !== undefined) {
    return `  svc-${i}:
    image: ${image}
    networks: [back]
    volumes:
      - data:/data/${i}
    healthcheck:
      test: [CMD, check-ready]
      interval: 10s
`;
  }
  const other = () => `svc-${Math.floor(random() * SERVICES_PER_PROJECT)}`;
  return `  svc-${i}:
    image: registry.example.com/shop/svc-${i}:\${VERSION}
    networks: [back]
    restart: unless-stopped
    environment:
      DATABASE_URL: postgres://app@\${DB_HOST}:\${DB_PORT}/app
      CACHE_HOST: svc-1
      CATALOG_URL: http://${other()}:8080/v1
      QUOTE_ADDR: ${other()}:8080
      LOG_LEVEL: info
    depends_on:
      svc-0:
        condition: service_healthy
      svc-2:
        condition: service_started
    ports:
      - "${8000 + i}:8080"
`;
};
