# docker build -t totsugo . && docker run --rm -u "$(id -u):$(id -g)" -v "$PWD:/work" totsugo check articles
FROM rust:1-slim AS build
WORKDIR /source
COPY . .
RUN .ci/dist && mv target/archive/totsugo-*/ /totsugo

FROM scratch
COPY --from=build /totsugo/totsugo /totsugo
COPY --from=build /totsugo/NOTICE /totsugo/THIRD-PARTY /totsugo/LICENSE-APACHE /totsugo/LICENSE-MIT /licenses/
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/totsugo"]
