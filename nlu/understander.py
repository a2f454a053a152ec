from nlu.stopgap.understander import Understander  # noqa: F401
