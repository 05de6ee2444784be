"""Of allauth's addresses, only three names exist here, with our own pages: those its flows lead to."""

from django.urls import include, path

from maillage.accounts.views import account, entering, second_factor

own = [
    path("entrer/code/", entering.code, name="code"),
    path("entrer/lien/<str:token>/", entering.link, name="link"),
    path("entrer/papier/", entering.paper, name="paper"),
    path("entrer/cle/", second_factor.passkey, name="enter_by_passkey"),
    path("entrer/cle/question/", second_factor.question, name="question"),
    path("espace/compte/", account.account, name="account"),
    path("espace/compte/de-nouveau/", account.again, name="again"),
    path("espace/compte/application/", account.application, name="application"),
    path("espace/compte/cle/", account.passkey, name="passkey"),
    path("espace/compte/cle/question/", account.question, name="new_question"),
    path("espace/compte/secours/", account.recovery_codes, name="recovery_codes"),
    path("espace/compte/retirer/<int:pk>/", account.remove, name="remove_factor"),
]
urlpatterns = [
    path("entrer/", entering.door, name="account_login"),
    path("entrer/deuxieme/", second_factor.second_factor, name="mfa_authenticate"),
    path("sortir/", entering.leave, name="account_logout"),
    path("", include((own, "accounts"))),
]
