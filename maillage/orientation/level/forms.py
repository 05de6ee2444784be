from django import forms


class ConsentForm(forms.Form):
    """Nothing is ticked beforehand. `submission` makes pressing twice the same as once."""

    agreed = forms.BooleanField(required=False)
    submission = forms.UUIDField()
