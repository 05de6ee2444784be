"""Entering by an identity provider (ProConnect, or another OpenID Connect one), when MAILLAGE_OIDC_* name one.

It opens the account of a member, or accepts the invitation of somebody who is expected; it never makes a member.
"""
