import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { SignInForm } from "@/components/identity/sign-in-form";
import { PlainPage } from "@/components/shell/plain-page";
import { ClientMessages } from "@/components/ui/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { page } from "@/lib/guard/page";
import { demoChoices } from "@/lib/identity/demo-choices";
import { oidcName } from "@/lib/identity/oidc-provider";
import { paths, safeReturnTo } from "@/lib/paths";

const refusals = ["oidc-unverified", "oidc-unknown", "oidc-other-identity"];

export default page.public(
  {
    search: z.object({
      returnTo: z.string().max(2000).optional(),
      email: z.string().max(254).optional(),
      error: z.string().max(80).optional(),
    }),
  },
  async ({ locale, search, viewer }) => {
    const returnTo = safeReturnTo(search.returnTo) ?? paths.home(locale);
    if (viewer) redirect(returnTo);
    const t = await getTranslations("identity");
    const refusal = search.error
      ? t(`signIn.refused.${refusals.includes(search.error) ? search.error : "other"}`)
      : null;
    return (
      <PlainPage>
        <PageHeader title={t("signIn.title")} lead={t("signIn.lead")} />
        <ClientMessages namespaces={["identity"]}>
          <SignInForm
            returnTo={returnTo}
            email={search.email}
            refusal={refusal}
            singleSignOn={oidcName()}
            demo={demoChoices()}
          />
        </ClientMessages>
      </PlainPage>
    );
  },
);
