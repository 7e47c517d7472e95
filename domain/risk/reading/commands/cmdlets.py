"""PowerShell's commands on accounts, networks and machines: ``Remove-ADUser``, ``Restart-Service``."""

from domain.risk.reading.facts import Operation, Resource

_GROUPS: tuple[tuple[Operation, Resource, str, str], ...] = (
    (
        Operation.GRANT,
        Resource.PERMISSION,
        "add remove new set enable disable move rename unlock update grant revoke",
        """
        aduser adgroup adgroupmember adprincipalgroupmembership adaccount adcomputer adserviceaccount adobject
        adorganizationalunit mguser mggroup mggroupmember mguserlicense msoluser msolrolemember
        msolgroupmember
        azureaduser azureadgroupmember azureaddirectoryrolemember azroleassignment azadgroupmember azaduser
        localuser localgroupmember localgroup rolegroupmember mailboxpermission mailboxfolderpermission
        distributiongroupmember unifiedgrouplinks acl smbshareaccess azkeyvaultaccesspolicy pnpgroupmember
        spouser""",
    ),
    (
        Operation.MODIFY,
        Resource.SECRET,
        "set new remove add reset update get restore",
        """
        adaccountpassword msoluserpassword mguserpassword azureaduserpassword azkeyvaultsecret azkeyvaultkey
        secret azadappcredential azadserviceprincipalcredential localuserpassword lapsadpassword""",
    ),
    (
        Operation.MODIFY,
        Resource.NETWORK,
        "set new remove add enable disable rename copy update",
        """
        netfirewallrule netfirewallprofile netroute netipaddress netnat netadapter dnsserverresourcerecord
        dnsserverresourcerecorda dnsserverresourcerecordcname dnsserverzone dnsclientserveraddress
        aznetworksecuritygroup aznetworksecurityruleconfig azdnsrecordset vpnconnection
        azvirtualnetworkpeering
        azfirewall azroutetable""",
    ),
    (
        Operation.DELETE,
        Resource.INFRASTRUCTURE,
        "remove",
        "vm azvm azresourcegroup azresource azakscluster vmsnapshot azwebapp azvmss clusternode",
    ),
    (
        Operation.DELETE,
        Resource.DATABASE,
        "remove clear",
        """
        azsqldatabase azstorageaccount azstoragecontainer azstorageblob azcosmosdbaccount dbadatabase
        sqldatabase
        azrecoveryservicesbackupitem disk partition volume mailbox azdisk azrediscache""",
    ),
    (
        Operation.OPERATE,
        Resource.SERVICE,
        "restart stop start suspend resume",
        "service computer vm azvm azwebapp azvmss iisapppool website webapppool azakscluster",
    ),
)
CMDLETS: dict[str, tuple[Operation, Resource]] = {
    f"{verb}-{noun}": (operation, resource)
    for operation, resource, verbs, nouns in _GROUPS
    for verb in verbs.split()
    for noun in nouns.split()
}
"""Name, in lower case -> what it does."""
