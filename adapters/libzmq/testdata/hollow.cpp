// A library without a function of libzmq, linked with libzmq: asked for one, the dynamic linker finds the other's.
extern "C" int zassay_hollow() { return 1; }
