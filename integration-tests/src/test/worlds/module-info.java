/** A program that uses the library as a named module. */
module worlds {
    requires io.foundry9.filebackend;
    requires io.foundry9.filebackend.compat;
}
