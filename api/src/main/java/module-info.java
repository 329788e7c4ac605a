/** What users of files hold, and what authors of backends implement. */
module io.foundry9.filebackend {
    requires static osgi.annotation;
    requires static org.bouncycastle.provider;
}
